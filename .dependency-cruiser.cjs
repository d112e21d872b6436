// The rooms of the house and the doors between them. One way, no cycles.

/**
 * The rooms of build/, lowest first: what each is for and what it may import. docs/maintainers/rooms.md shows them. Imports go
 * down only, those of types and dynamic ones counted.
 */
const rooms = require('./build/rooms.json');

/** `pipeline` alone means the files directly in it, `pipeline/*` every room in it. */
const pathOf = (room) => {
  const folder = room.replace(/\/\*$/, '');
  const hasRooms = Object.keys(rooms).some((other) => other.startsWith(`${folder}/`));
  return room.endsWith('/*') || !hasRooms ? `${folder}/` : `${folder}/[^/]+$`;
};

const roomRules = Object.entries(rooms).map(([room, { imports }]) => ({
  name: `build/${room}`,
  comment: `build/${room} may import only: ${imports.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^build/${pathOf(room)}` },
  to: { path: '^build/', pathNot: `^build/(${[room, ...imports].map(pathOf).join('|')})` },
}));

/** Prisma's internal packages, each imported in one room only. */
const prismaInternals = {
  'client-generator-ts': ['pipeline/generate'],
  'schema-engine-wasm': ['prisma-engine'],
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
      comment:
        'What build/ and src/ have to agree on; both may import it. It imports nothing of ours, and zod.',
      severity: 'error',
      from: { path: '^contract/' },
      to: { pathNot: '^contract/|node_modules/zod/' },
    },
    {
      name: 'every-file-is-in-a-room',
      comment:
        'A file of build/ stands in a room of build/rooms.json; only the door for webpack configurations does not.',
      severity: 'error',
      from: {},
      to: {
        path: '^build/',
        pathNot: `^build/(${Object.keys(rooms).map(pathOf).join('|')}|component-discovery-plugin\\.ts$)`,
      },
    },
    {
      name: 'the-command-line-changes-nothing-itself',
      comment:
        'What reads or writes files, opens a database or starts a program is a use case; the command line presents how it ended.',
      severity: 'error',
      from: { path: '^build/shells/cli/' },
      to: {
        path: '^(fs|fs/promises|child_process|worker_threads|net)$|^build/files/|node_modules/(pg|chokidar)/',
        pathNot: '^build/files/own-version\\.ts$',
      },
    },
    {
      name: 'the-door-opens-the-webpack-room',
      severity: 'error',
      from: { path: '^build/component-discovery-plugin\\.ts$' },
      to: { path: '^build/', pathNot: '^build/shells/webpack/' },
    },
    {
      name: 'components-use-doors',
      comment: 'A component imports the platform and the database through their index.ts only.',
      severity: 'error',
      from: { path: '^src/components/' },
      to: {
        path: '^src/(database|platform|dev-runtime|http|problem|context)/',
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
        'What src/dev-runtime imports is never exchanged while the dev server runs: it must not reach into what is. Its application/ is exchanged with the application.',
      severity: 'error',
      from: { path: '^src/(dev-runtime|http|context)/', pathNot: '^src/dev-runtime/application/' },
      to: { path: '^src/', pathNot: '^src/(dev-runtime/(?!application/)|http/|context/)' },
    },
    {
      name: 'the-loop-starts-the-platform',
      comment:
        'src/dev-runtime/application is another way to start the platform: it knows no component and no database.',
      severity: 'error',
      from: { path: '^src/dev-runtime/application/' },
      to: { path: '^src/', pathNot: '^src/(dev-runtime|platform)/' },
    },
    {
      name: 'rooms-of-src-meet-at-their-doors',
      severity: 'error',
      from: { path: '^src/(database|platform)/', pathNot: '/test-utils/' },
      to: {
        path: '^src/(database|platform|dev-runtime|http|problem|context)/',
        pathNot: [
          '^src/$1/',
          '^src/[^/]+/(test-utils/)?index\\.ts$',
          '^src/dev-runtime/application/open-hot-application\\.ts$',
        ],
      },
    },
    {
      name: 'problems-stand-alone',
      severity: 'error',
      from: { path: '^src/problem/' },
      to: { path: '^src/', pathNot: '^src/problem/' },
    },
    {
      name: 'the-context-knows-nothing',
      severity: 'error',
      from: { path: '^src/context/' },
      to: { path: '^src/', pathNot: '^src/context/' },
    },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { path: '^(build|src|bin)/', pathNot: '(/test/|/test-utils/|^src/doors/testing)' },
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
