// The rooms of the house and the doors between them. One way, no cycles.

/** Rooms of build/ in the order of the pipeline; each may import the rooms listed with it. */
const rooms = {
  diagnostics: [],
  files: ['diagnostics'],
  environment: [],
  config: ['diagnostics', 'files'],
  discover: ['diagnostics', 'files', 'config'],
  compose: ['diagnostics', 'files', 'config', 'discover'],
  lock: ['diagnostics', 'files', 'config', 'discover', 'compose'],
  graph: ['diagnostics', 'files', 'config', 'discover', 'compose', 'lock'],
  validate: ['diagnostics', 'files', 'config', 'discover', 'compose'],
  write: ['diagnostics', 'files', 'config', 'compose'],
  generate: ['diagnostics', 'files', 'config', 'compose', 'write'],
  // Models for Python, from the composed schema and Prisma's description of it.
  sqlalchemy: ['diagnostics', 'files', 'config', 'compose', 'write', 'generate', 'sql'],
  'schema-engine': ['diagnostics', 'files', 'config', 'compose', 'sql'],
  database: ['diagnostics', 'files', 'config', 'environment'],
  // What a component owns and who would feel it; looks at a database that runs already.
  inspect: [
    'diagnostics',
    'files',
    'config',
    'discover',
    'compose',
    'lock',
    'graph',
    'schema-engine',
    'database',
  ],
  // PostgreSQL's own parser behind one function; the only room that knows its package.
  sql: ['diagnostics'],
  migrate: [
    'diagnostics',
    'files',
    'environment',
    'config',
    'discover',
    'compose',
    'lock',
    'schema-engine',
    'database',
    'inspect',
    'project',
    'sql',
  ],
  // From enabled to purged and back.
  lifecycle: [
    'diagnostics',
    'files',
    'config',
    'environment',
    'discover',
    'compose',
    'lock',
    'graph',
    'write',
    'schema-engine',
    'database',
    'inspect',
    'component-test',
    'migrate',
    'pipeline',
    'project',
    'sql',
  ],
  // Composes a project in memory for use cases and commands that report about it.
  project: ['diagnostics', 'files', 'config', 'discover', 'compose', 'lock', 'graph', 'pipeline'],
  scaffold: ['diagnostics', 'config', 'discover', 'compose'],
  'component-test': ['diagnostics', 'files', 'config', 'discover', 'schema-engine', 'database'],
  pack: ['diagnostics', 'files', 'config', 'discover'],
  // Looks at everything, changes nothing, and is handed what the pipeline said.
  doctor: ['diagnostics', 'config', 'environment', 'generate', 'schema-engine', 'database', 'dev'],
};

/** The pipeline is a file beside the rooms. */
const pathOf = (room) => (room === 'pipeline' ? 'pipeline\\.ts$' : `${room}/`);

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `build/${room}`,
  comment: `build/${room} may import only: ${allowed.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^build/${room}/` },
  to: { path: '^build/', pathNot: `^build/(${[room, ...allowed].map(pathOf).join('|')})` },
}));

/** Prisma's internal packages, each imported in one room only. */
const prismaInternals = {
  'client-generator-ts': ['generate'],
  'schema-engine-wasm': ['schema-engine'],
};

const internalRules = Object.entries(prismaInternals).map(([name, owners]) => ({
  name: `@prisma/${name}`,
  severity: 'error',
  from: { path: '^(build|src|bin)/', pathNot: `^build/(${owners.join('|')})/` },
  to: { path: `node_modules/@prisma/${name}/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Imports of types and dynamic imports count, too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'build-never-imports-src', severity: 'error', from: { path: '^build/' }, to: { path: '^src/' } },
    { name: 'src-never-imports-build', severity: 'error', from: { path: '^src/' }, to: { path: '^build/' } },
    {
      name: 'the-contract-imports-nothing',
      comment: 'What build/ and src/ have to agree on; both may import it.',
      severity: 'error',
      from: { path: '^contract/' },
      to: { pathNot: '^contract/' },
    },
    {
      name: 'pipeline-is-only-for-shells-and-use-cases',
      comment:
        'Only the shells (webpack plugin, command line, dev host, prisma.config.ts) and the use cases run the pipeline.',
      severity: 'error',
      from: {
        path: '^build/',
        pathNot:
          '^build/(component-discovery-plugin\\.ts|plugin/|cli/|dev/|prisma-cli/|lifecycle/|project/|pipeline\\.ts)',
      },
      to: { path: '^build/pipeline\\.ts$' },
    },
    {
      name: 'components-use-doors',
      comment: 'A component imports the platform and the database through their index.ts only.',
      severity: 'error',
      from: { path: '^src/components/' },
      to: {
        path: '^src/(database|platform|hot)/',
        pathNot: '^src/(database|platform)/(test-utils/)?index\\.ts$',
      },
    },
    {
      name: 'components-are-islands',
      comment: 'A component reaches into another only through its index.ts.',
      severity: 'error',
      from: { path: '^src/components/([^/]+)/' },
      to: { path: '^src/components/', pathNot: ['^src/components/$1/', '^src/components/[^/]+/index\\.ts$'] },
    },
    {
      name: 'platform-knows-no-component',
      severity: 'error',
      from: { path: '^src/(database|platform)/' },
      to: { path: '^src/components/' },
    },
    {
      name: 'the-database-knows-no-platform',
      severity: 'error',
      from: { path: '^src/database/' },
      to: { path: '^src/platform/' },
    },
    {
      name: 'the-shell-stays',
      comment:
        'What src/hot imports is never exchanged while the dev server runs: it must not reach into what is.',
      severity: 'error',
      from: { path: '^src/(hot|http)/' },
      to: { path: '^src/', pathNot: '^src/(hot|http)/' },
    },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { path: '^(build|src|bin)/', pathNot: '(/test/|/test-utils/)' },
      to: { path: '(^tests/|/test/|/test-utils/)' },
    },
    ...roomRules,
    ...internalRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules|^src/generated' },
    exclude: { path: '^(tests/fixtures|dist|\\.tessera)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
