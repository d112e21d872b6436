/** What a call of Prisma's command line needs from us before it runs. */
export interface PrismaNeeds {
  /** It reads `prisma/schema`: put the components together first. */
  readonly schema: boolean;
  /**
   * The database it talks to: `migration` for whatever runs the schema engine (`MIGRATION_DATABASE_URL` when
   * set), `app` for what works with the app's own rights, `none` for what must not start one.
   */
  readonly database: 'none' | 'migration' | 'app';
  /** It expects tables: a database that was just made gets the committed migrations first. */
  readonly tables: boolean;
  /** The command brings the database into shape itself: from now on the pipeline never migrates it unasked. */
  readonly adopts: boolean;
  /** It may empty the database or drop tables of it: not for a database that is not local, or production. */
  readonly guarded: boolean;
  /** It drops what the schema does not declare, now or in the migration it writes. */
  readonly compares: boolean;
  /** It does so at once, without looking at the history of the database. */
  readonly pushes: boolean;
}

const nothing: PrismaNeeds = {
  schema: false,
  database: 'none',
  tables: false,
  adopts: false,
  guarded: false,
  compares: false,
  pushes: false,
};
const schemaOnly: PrismaNeeds = { ...nothing, schema: true };
const migration: PrismaNeeds = { ...schemaOnly, database: 'migration' };

const needsOf: Readonly<Record<string, PrismaNeeds>> = {
  generate: schemaOnly,
  validate: schemaOnly,
  format: schemaOnly,
  studio: { ...schemaOnly, database: 'app', tables: true },
  'db seed': { ...schemaOnly, database: 'app', tables: true },
  'db push': { ...migration, adopts: true, guarded: true, compares: true, pushes: true },
  'db pull': migration,
  'db execute': { ...migration, schema: false },
  'migrate dev': { ...migration, adopts: true, guarded: true, compares: true },
  'migrate deploy': { ...migration, adopts: true },
  'migrate reset': { ...migration, adopts: true, guarded: true },
  'migrate resolve': { ...migration, adopts: true },
  'migrate status': migration,
};

/** Sides of a comparison for which the schema engine needs a database, if only to make a shadow one in it. */
const diffWithDatabase = /^--(from|to)-(migrations|config-datasource)\b/;

/**
 * @param args What follows `prisma` on the command line.
 * @example readPrismaCommand(['migrate', 'dev', '--name', 'init']).database // 'migration'
 */
export function readPrismaCommand(args: readonly string[]): PrismaNeeds {
  if (args.some((arg) => ['-h', '--help', '-v', '--version'].includes(arg))) return nothing;
  // `prisma --config FILE migrate reset` is a call like any other.
  const words = args.filter((arg, at) => !arg.startsWith('-') && args[at - 1] !== '--config');
  const [command = '', subcommand = ''] = words;
  if (command === 'migrate' && subcommand === 'diff') {
    return args.some((arg) => diffWithDatabase.test(arg)) ? migration : schemaOnly;
  }
  return needsOf[command] ?? needsOf[`${command} ${subcommand}`] ?? nothing;
}

/** The database a call names on its command line (`--url`), which then is the one it works on. */
export function readUrlOption(args: readonly string[]): string | undefined {
  const at = args.findLastIndex((arg) => arg === '--url' || arg.startsWith('--url='));
  const arg = args[at];
  if (arg === undefined) return undefined;
  return arg === '--url' ? args[at + 1] : arg.slice('--url='.length);
}
