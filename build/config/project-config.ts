import { z } from 'zod';
import { applicationComponent } from './application-component.ts';
import { checkPlaces } from './check-places.ts';
import { extensionName } from './extension-name.ts';
import { folder } from './folder-setting.ts';

const packageName = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

const generatorValue = z.union([z.string(), z.boolean(), z.array(z.string())]);

/** A file of SQLAlchemy models; it may be beside the project, where a Python program lives. */
const sqlalchemyFile = z.strictObject({
  output: z
    .string()
    .regex(/^(?!\/)(?!.*\\)[^:]+\.py$/, 'must be a path of a .py file, relative to the project, with "/"'),
  /** Undefined: all of them. */
  components: z.array(z.string().min(1)).min(1).optional(),
  /** Models for 1.4 run on 2.x, too. */
  style: z.enum(['2.0', '1.4']).default('2.0'),
});

const settings = z.strictObject({
  $schema: z.string().optional(),
  componentsDir: folder.default('src/components'),
  /** npm packages that are components, in addition to the folders. */
  packages: z
    .array(z.string().regex(packageName, 'must be the name of an npm package such as "@acme/crm"'))
    .default([]),
  /** Components whose schema stays where an application has it, in addition to the folders and packages. */
  components: z.array(applicationComponent).default([]),
  schemaDir: folder.default('prisma/schema'),
  migrationsDir: folder.default('prisma/migrations'),
  generatedDir: folder.default('src/generated'),
  /** Prisma's name of the database. */
  provider: z.enum(['postgresql', 'cockroachdb', 'mysql', 'sqlite', 'sqlserver']).default('postgresql'),
  /** The file with the environment, relative to the project; it may be above it. */
  envFile: z
    .string()
    .regex(/^(?!\/)(?!.*\\)[^:]+$/, 'must be a path relative to the project, with "/"')
    .default('.env'),
  /** The variable with the URL of the application's database. */
  databaseUrlFrom: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of a variable such as "POSTGRES_URL"')
    .default('DATABASE_URL'),
  /** Schema of the models that name none, once some component uses `@@schema`. */
  defaultSchema: z.string().min(1).default('public'),
  /** Whether the database enforces relations, or Prisma's client does. */
  relationMode: z.enum(['foreignKeys', 'prisma']).default('foreignKeys'),
  /** PostgreSQL extensions beyond those that components need, such as "pg_stat_statements". */
  extensions: z.array(extensionName).default([]),
  /** Preview features of the client beyond those the schemas need, which are switched on by themselves. */
  previewFeatures: z.array(z.string().min(1)).default([]),
  /** Further settings of the `prisma-client` generator block, or other values for ours. */
  generator: z
    .record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]*$/), generatorValue)
    .refine(
      (settings) => !('output' in settings || 'provider' in settings || 'previewFeatures' in settings),
      {
        message: 'output, provider and previewFeatures are not set here: they follow from the project',
      },
    )
    .default({}),
  /** What `tessera generate sqlalchemy` writes and `tessera check --sqlalchemy` compares. */
  sqlalchemy: z.array(sqlalchemyFile).default([{ output: 'python/models.py', style: '2.0' }]),
});

/** What `tessera.config.*` and the plugin's options may say; everything has a default. */
export const projectOptionsSchema = settings.superRefine((options, context) => {
  for (const [index, name] of options.packages.entries()) {
    if (options.packages.indexOf(name) === index) continue;
    context.addIssue({ code: 'custom', path: ['packages', index], message: `"${name}" is listed twice` });
  }
  const outputs = options.sqlalchemy.map(({ output }) => output);
  for (const [index, output] of outputs.entries()) {
    if (outputs.indexOf(output) === index) continue;
    context.addIssue({
      code: 'custom',
      path: ['sqlalchemy', index, 'output'],
      message: `"${output}" is written twice`,
    });
  }
  for (const issue of checkPlaces(options)) context.addIssue({ code: 'custom', ...issue });
});

export type ProjectOptions = z.input<typeof projectOptionsSchema>;

/** Resolved settings: every folder is relative to the project, with `/`. */
export type ProjectConfig = Readonly<z.output<typeof projectOptionsSchema>> & {
  /** Absolute, with `/`, without a trailing one. */
  readonly projectDir: string;
  /** Name of the `tessera.config.*` in that folder; undefined when there is none. */
  readonly configFile?: string;
};
