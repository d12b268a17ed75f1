/**
 * How the embedded database is compiled, as scripts/test.mjs told Jest: processes that tests start do the same. Most of them
 * end long before code that was compiled with more care has paid for itself.
 */
export const webAssemblyFlags = process.execArgv.filter((flag) => flag === '--liftoff-only');
