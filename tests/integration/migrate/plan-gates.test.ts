import { afterEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { loadProjectConfig } from '../../../build/config/load-project-config.ts';
import { type Diagnostic } from '../../../build/diagnostics/diagnostic.ts';
import { composeForPrisma } from '../../../build/shells/prisma/compose-for-prisma.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { type CommandAnswer, tessera } from '../../support/tessera.ts';

const schemaFile = (name: string) => `src/components/${name}/prisma/schema.prisma`;
const sqlFile = (id: string) => `prisma/migrations/${id}/migration.sql`;

const Found = z.object({
  ok: z.boolean(),
  diagnostics: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      hint: z.string().optional(),
      component: z.string().optional(),
      location: z
        .object({ file: z.string(), line: z.number(), column: z.number(), length: z.number().optional() })
        .optional(),
      related: z.array(z.object({ file: z.string(), line: z.number() })).optional(),
    }),
  ),
});
const Plan = Found.extend({
  nextKnown: z.boolean(),
  components: z.array(
    z.object({ name: z.string(), statements: z.array(z.object({ sql: z.string(), class: z.string() })) }),
  ),
});

// Replays and rehearsals run on the server of the tests.
const env = { TEST_DATABASE_URL: process.env['TESSERA_TEST_SERVER_URL'] };
let project: TempProject;
const run = (args: string, more: NodeJS.ProcessEnv = {}): Promise<CommandAnswer> =>
  tessera(project.dir, ['migrate', ...args.split(' ')], { ...env, ...more });
const begin = async (files: Readonly<Record<string, string>>): Promise<void> => {
  project = createTempProject(files);
  await project.run();
};
const plan = async () => {
  const { exitCode, stdout } = await run('plan --json');

  return { exitCode, ...Plan.parse(JSON.parse(stdout)) };
};
const short = ({ diagnostics }: { readonly diagnostics: readonly Pick<Diagnostic, 'code' | 'location'>[] }) =>
  diagnostics.map(
    ({ code, location }) =>
      `${code} ${location?.file ?? '-'}:${location?.line ?? 0}:${location?.column ?? 0}`,
  );

afterEach(() => {
  project.dispose();
});

const rev =
  'CREATE TABLE "Rev" ("id" INTEGER NOT NULL, "text" TEXT NOT NULL, "old" TEXT, CONSTRAINT "Rev_pkey" PRIMARY KEY ("id"));\n';

describe('SQL in a schema that PostgreSQL refuses', () => {
  it('is an error at each literal for plan, check and expand, and hides nothing', async () => {
    await begin({
      [sqlFile('1_rev')]: rev,
      [schemaFile('revs')]: `model Rev {
  id   Int      @id
  text String
  at   DateTime @default(dbgenerated("now("))
  n    Int      @default(dbgenerated("1 +"))
  kind Unsupported("numeric(")?
}
`,
    });
    const places = [
      `MIGRATION.SQL_IN_SCHEMA ${schemaFile('revs')}:4:39`,
      `MIGRATION.SQL_IN_SCHEMA ${schemaFile('revs')}:5:39`,
      `MIGRATION.SQL_IN_SCHEMA ${schemaFile('revs')}:6:21`,
    ];
    const planned = await plan();
    expect(planned).toMatchObject({ exitCode: 1, ok: false, nextKnown: false });
    expect(short(planned)).toEqual(places);
    expect(planned.diagnostics[0]).toMatchObject({
      component: 'revs',
      message: expect.stringContaining('@default of "Rev.at", "now(": syntax error at end of input'),
      location: { length: 4 },
    });

    const checked = await run('check --json');
    expect(checked.exitCode).toBe(1);
    expect(short(Found.parse(JSON.parse(checked.stdout)))).toEqual(expect.arrayContaining(places));
    expect((await run('expand --json')).exitCode).toBe(1);
    // Before Prisma writes it into a migration.
    const loaded = await loadProjectConfig(project.dir);
    if (!loaded.ok) throw new Error('no configuration');
    const compared = await composeForPrisma(loaded.config, true, env);
    expect(compared.ok).toBe(false);
    expect(short(compared)).toEqual(places);

    const { stdout, stderr, exitCode } = await run('plan');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('dbgenerated("now(")');
    expect(stdout).not.toContain('nothing to migrate');
    expect(stdout).toContain('the next one is not known before the errors are gone');
  });

  it('is an error when only the pieces together cannot be read', async () => {
    await begin({
      [sqlFile('1_rev')]: rev,
      [schemaFile('revs')]: `model Rev {
  id   Int      @id
  text String
  old  String?
  at   DateTime @default(dbgenerated("now()); SELECT (1"))
  n    Int      @default(1)
}
`,
    });
    const planned = await plan();
    expect(planned).toMatchObject({ exitCode: 1, ok: false, nextKnown: false });
    expect(planned.diagnostics).toMatchObject([
      {
        code: 'MIGRATION.UNREADABLE',
        message: expect.stringMatching(
          /^PostgreSQL cannot read the next migration.*near "\)", in ".*DEFAULT now\(\)\); SELECT \(1,"\.$/,
        ),
      },
    ]);
  });
});

describe('the rehearsal of a plan', () => {
  it('names an enum whose value goes while a new table uses it, and does not call that safe', async () => {
    await begin({
      [sqlFile('1_role')]: `CREATE TYPE "Role" AS ENUM ('A', 'B', 'GONE');
CREATE TABLE "User" ("id" INTEGER NOT NULL, "role" "Role" NOT NULL, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));`,
      [schemaFile('users')]: `enum Role {
  A
  B
}

model User {
  id   Int  @id
  role Role
}

model Guest {
  id   Int  @id
  role Role
}
`,
    });
    const planned = await plan();
    expect(planned.exitCode).toBe(1);
    const failed = planned.diagnostics.find(({ code }) => code === 'MIGRATION.CANNOT_RUN');
    expect(failed).toMatchObject({
      component: 'users',
      location: { file: schemaFile('users'), line: 13, column: 3 },
      related: [{ file: schemaFile('users'), line: 1 }],
      message: expect.stringMatching(/relation "Guest" does not exist.* comes before what it needs/),
      hint: expect.stringContaining('two migrations'),
    });
    const statements = planned.components.flatMap((one) => one.statements);
    expect(statements.filter((one) => one.class === 'fails').map(({ sql }) => sql)).toEqual([
      'ALTER TABLE "Guest" ALTER COLUMN "role" TYPE "Role_new" USING ("role"::text::"Role_new")',
    ]);
  });

  it('tells of an enum that a materialized view keeps, and not that its old form is in use for it', async () => {
    await begin({
      [sqlFile('1_role')]: `CREATE TYPE "Role" AS ENUM ('A', 'GONE');
CREATE TABLE "User" ("id" INTEGER NOT NULL, "role" "Role" NOT NULL, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));
CREATE MATERIALIZED VIEW roles AS SELECT "role" FROM "User";`,
      [schemaFile('users')]: 'enum Role {\n  A\n}\n\nmodel User {\n  id   Int  @id\n  role Role\n}\n',
    });
    const planned = await plan();
    const failed = planned.diagnostics.filter(({ code }) => code === 'MIGRATION.CANNOT_RUN');
    expect(failed).toMatchObject([
      {
        location: { file: schemaFile('users'), line: 7, column: 3 },
        message: expect.stringContaining('view "roles" reads "User"."role"'),
        related: [
          { file: schemaFile('users'), line: 1 },
          { file: sqlFile('1_role'), line: 3 },
        ],
      },
    ]);
    const statements = planned.components.flatMap((one) => one.statements);
    expect(statements.filter((one) => one.class === 'fails').map(({ sql }) => sql)).toEqual([
      'ALTER TABLE "User" ALTER COLUMN "role" TYPE "Role_new" USING ("role"::text::"Role_new")',
      'DROP TYPE "public"."Role_old"',
    ]);
  });

  it('names the views that read a column about to change or to go', async () => {
    await begin({
      [sqlFile('1_rev')]: rev,
      [sqlFile('2_views')]:
        '-- by hand\nCREATE VIEW texts AS SELECT "text" FROM "Rev";\nCREATE VIEW olds AS SELECT "old" FROM "Rev";\n',
      [schemaFile('revs')]: `model Rev {
  id   Int @id
  text Int
}
`,
    });
    const planned = await plan();
    const failed = planned.diagnostics.filter(({ code }) => code === 'MIGRATION.CANNOT_RUN');
    expect(failed).toMatchObject([
      {
        location: { file: schemaFile('revs'), line: 1, column: 7 },
        message: expect.stringMatching(/view "olds" reads "Rev"."old", view "texts" reads "Rev"."text"\./),
      },
    ]);
    expect(failed[0]?.related).toMatchObject([
      { file: sqlFile('2_views'), line: 2 },
      { file: sqlFile('2_views'), line: 3 },
    ]);
  });

  it('goes on behind a statement that fails, and does not tell what only comes of it', async () => {
    await begin({
      [schemaFile('notes')]: `model Note {
  id    Int    @id
  title String
  made  String @default(dbgenerated("nowhere()"))

  @@index([title])
}

model Tag {
  id   Int    @id
  name String @default(dbgenerated("1 + nothing()"))
}
`,
    });
    const planned = await plan();
    expect(planned.exitCode).toBe(1);
    expect(short(planned)).toEqual([
      `MIGRATION.CANNOT_RUN ${schemaFile('notes')}:4:38`,
      `MIGRATION.CANNOT_RUN ${schemaFile('notes')}:11:41`,
    ]);
    expect(planned.diagnostics[0]).toMatchObject({
      message: expect.stringContaining('function nowhere() does not exist'),
    });
    const { stdout } = await run('plan --markdown');
    expect(stdout).toContain('| cannot run |');
  });
});

describe('a plan for a database that does not answer', () => {
  it('is an error when the project names it, unless a branch says what is pending', async () => {
    await begin({
      [sqlFile('1_rev')]: rev,
      [schemaFile('revs')]: 'model Rev {\n  id Int @id\n  text String\n  old String?\n}\n',
    });
    const nowhere = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };
    const answer = await run('plan', nowhere);
    expect(answer.exitCode).toBe(2);
    expect(answer.stderr).toContain('MIGRATION.NO_SERVER');
  });
});

describe('extensions of a component.json', () => {
  it('are made by the next migration, as the component’s, and one the server lacks is an error at its entry', async () => {
    await begin({
      'src/components/search/component.json':
        '{\n  "extensions": [\n    "unaccent",\n    "not_here"\n  ]\n}\n',
    });
    const lacking = await plan();
    expect(lacking.exitCode).toBe(1);
    expect(short(lacking)).toEqual(['MIGRATION.CANNOT_RUN src/components/search/component.json:4:5']);

    project.write('src/components/search/component.json', '{ "extensions": ["unaccent"] }\n');
    await project.run();
    const known = await plan();
    expect(known).toMatchObject({ exitCode: 0, diagnostics: [] });
    expect(known.components).toMatchObject([
      {
        name: 'search',
        statements: [{ sql: expect.stringContaining('CREATE EXTENSION IF NOT EXISTS "unaccent"') }],
      },
    ]);
  });
});
