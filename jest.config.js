const project = (name) => ({
  displayName: name,
  rootDir: '.',
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  testEnvironment: '<rootDir>/test/support/plain-environment.js',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2022',
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
});

/** unit: no network, no clock. integration: one edge against a real server. e2e: the whole app. browser: the page in Chromium. */
export default {
  // a bound against hanging, generous for a busy machine; no test asserts speed by it
  testTimeout: 60_000,
  projects: [project('unit'), project('integration'), project('e2e'), project('browser')],
};
