/**
 * Who may import whom: docs/architecture.md. Folders that come later are listed already.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const mayImport = {
  cost: [],
  access: [],
  'cost-service': ['cost', 'access'],
  reports: ['cost', 'cost-service'],
  digests: ['cost', 'cost-service', 'reports'],
  opencost: ['cost', 'cost-service'],
  ledger: ['cost', 'cost-service'],
  cache: ['cost', 'cost-service'],
  database: [],
  store: ['cost', 'access', 'reports', 'digests'],
  jobs: ['cost', 'access', 'cost-service', 'reports', 'digests'],
  slack: ['cost', 'access', 'cost-service', 'reports', 'digests'],
  api: ['cost', 'access', 'cost-service', 'reports', 'digests'],
  cli: ['cost', 'access', 'cost-service', 'reports', 'digests'],
};

/** Folders that touch a network or a disk; they take a logger as an argument and may know its type. */
const rim = ['opencost', 'ledger', 'cache', 'database', 'store', 'jobs', 'slack', 'api', 'cli'];
/** Folders without input and output. */
const pure = ['cost', 'access', 'cost-service', 'reports', 'digests'];
const parts = { config: '^src/config[./]', logger: '^src/logger[./]', app: '^src/app[./]' };

const pureBuiltIns = '^(assert|buffer|crypto|path|querystring|string_decoder|url|util)(/|$)';
const purePackages = 'node_modules/(zod|csv-stringify|fastest-levenshtein|croner)/';
/** They order our own calls; the service needs them to ask a few days at a time. */
const orderingPackages = 'node_modules/(p-limit|p-queue)/';
const serviceContract =
  '^src/cost-service/(question|answer|ports|ledger-ports|ledger-desk|service|health)[.]ts$';

/** Packages that one place alone may use. */
const owners = {
  '@slack/[^/]+': '^src/slack/',
  axios: '^src/opencost/',
  'p-retry': '^src/opencost/',
  keyv: '^src/cache/',
  '@keyv/[^/]+': '^src/cache/',
  'lru-cache': '^src/(cache|ledger)/',
  pino: parts.logger,
  yaml: parts.config,
  'cli-table3': '^src/cli/',
  '@electric-sql/pglite': '^src/database/',
  bullmq: '^src/jobs/',
  croner: '^src/digests/',
  pg: '^src/database/',
  'prom-client': '^src/api/',
  fastify: '^src/api/',
  '@fastify/[^/]+': '^src/api/',
  '@bull-board/[^/]+': '^src/api/',
  'escape-goat': '^src/api/',
};

const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

const folderRules = Object.entries(mayImport).map(([folder, allowed]) => {
  const open = [folder, ...allowed].map((name) => `^src/${name}/`);
  const files = ['^src/errors[.]ts$', ...(rim.includes(folder) ? [parts.logger] : [])];
  return forbid(
    `${folder}-imports-what-it-may`,
    { path: `^src/${folder}/` },
    { path: '^src/', pathNot: [...open, ...files] },
  );
});

const ownerRules = Object.entries(owners).map(([name, owner]) =>
  forbid(
    `${name.replace(/[^a-z0-9-]/g, '')}-has-one-place`,
    { path: '^src/', pathNot: owner },
    { path: `node_modules/${name}/` },
  ),
);

module.exports = {
  forbidden: [
    ...folderRules,
    ...ownerRules,
    forbid('no-circles', {}, { circular: true }),
    forbid('no-unknown-imports', {}, { couldNotResolve: true }),
    forbid(
      'folders-are-known',
      { path: '^src/[^/]+/', pathNot: `^src/(${Object.keys(mayImport).join('|')}|config|logger|app)/` },
      {},
    ),
    forbid('errors-import-nothing', { path: '^src/errors[.]ts$' }, { path: '^src/' }),
    forbid(
      'config-stands-alone',
      { path: parts.config },
      { path: '^src/', pathNot: [parts.config, '^src/errors[.]ts$'] },
    ),
    forbid(
      'logger-stands-alone',
      { path: parts.logger },
      { path: '^src/', pathNot: [parts.logger, '^src/errors[.]ts$'] },
    ),
    forbid('config-has-one-door', { path: '^src/', pathNot: parts.config }, { path: '^src/config/' }),
    forbid('app-has-one-door', { path: '^src/', pathNot: parts.app }, { path: '^src/app/' }),
    forbid('logger-has-one-door', { path: '^src/', pathNot: parts.logger }, { path: '^src/logger/' }),
    forbid('sandbox-knows-no-src', { path: '^sandbox/' }, { path: '^(src|test|bench|scripts)/|^demo[.]ts$' }),
    forbid('src-knows-only-src', { path: '^src/' }, { path: '^(sandbox|test|bench|scripts|demo[.]ts|dist)' }),
    forbid(
      'pure-folders-do-no-io',
      { path: `^src/(${pure.join('|')})/` },
      { dependencyTypes: ['core'], pathNot: pureBuiltIns },
    ),
    forbid(
      'pure-folders-need-few-packages',
      { path: `^src/(${pure.join('|')})/`, pathNot: '^src/cost-service/' },
      { path: 'node_modules/', pathNot: purePackages },
    ),
    forbid(
      'the-service-needs-few-packages',
      { path: '^src/cost-service/' },
      { path: 'node_modules/', pathNot: [purePackages, orderingPackages] },
    ),
    forbid(
      'the-service-is-known-by-its-contract',
      { path: '^src/[^/]+/', pathNot: '^src/(cost-service|app)/' },
      { path: '^src/cost-service/', pathNot: serviceContract },
    ),
    forbid(
      'no-development-packages-in-src',
      { path: '^src/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^sandbox/page/client/|[.]test[.]ts$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
