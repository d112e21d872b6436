import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { generateClient } from '../../../build/pipeline/generate/generate-client.ts';
import { diffSchemas } from '../../../build/prisma-engine/diff-schemas.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { everyFeature, leftOutSql, renderModels } from '../../support/every-feature.ts';
import { renderOwnModels } from '../../support/own-models.ts';
import { type Style } from '../../../build/use-cases/sqlalchemy/style.ts';
import { runPython, sqlalchemy1, sqlalchemy2, sqlalchemyUrl } from '../../support/python.ts';
import { createClientProject } from '../generate/client-project.ts';
import { emptyDatabase } from '../../support/empty-database.ts';

const files = { kind: 'files' as const, files: [[everyFeature.path, everyFeature.text] as const] };
const run = promisify(execFile);

/** The interpreters there are, each with the models that are for it. */
const pythons = [
  ...(sqlalchemy1 ? [{ python: sqlalchemy1, style: '1.4' as const }] : []),
  ...(sqlalchemy2 ? [{ python: sqlalchemy2, style: '2.0' as const }] : []),
].map((one) => ({ ...one, name: `SQLAlchemy ${one.python.version}` }));

const missing = [
  ...(sqlalchemy1 ? [] : ['SQLAlchemy 1.4: install python3-sqlalchemy and python3-psycopg2']),
  ...(sqlalchemy2 ? [] : ['SQLAlchemy 2: .ci/run makes .tessera/python with it']),
];

const folder = mkdtempSync(join(tmpdir(), 'tessera-sqlalchemy-'));
let migrated: TestDatabase;
const made: TestDatabase[] = [];

async function onDatabase(url: string, sql: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A database without tables. */
async function freshDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  made.push(database);
  await onDatabase(database.url, emptyDatabase);
  return database;
}

/** Prisma writes generated columns as defaults, which PostgreSQL refuses: authors change the migration by hand. */
function withGenerated(sql: string): string {
  return sql.replace(/("(?:area|shout)" .*?) DEFAULT (.*?),\n/g, '$1 GENERATED ALWAYS AS ($2) STORED,\n');
}

/** A database as Prisma makes it from the schema, with the view, which is made by hand. */
async function migratedDatabase(): Promise<TestDatabase> {
  const database = await freshDatabase();
  const { text } = await diffSchemas({ kind: 'empty' }, files);
  await onDatabase(
    database.url,
    `${withGenerated(text)}; CREATE VIEW person_names AS SELECT id, email FROM "Person"`,
  );
  return database;
}

/** The models of a schema, written once. */
function writtenOnce(name: string, render: (style: Style) => Promise<string>) {
  const known = new Map<Style, Promise<string>>();
  return (style: Style): Promise<string> => {
    const file = join(folder, `${name}-${style}.py`);
    const written =
      known.get(style) ??
      render(style).then((text) => {
        writeFileSync(file, text);
        return file;
      });
    known.set(style, written);
    return written;
  };
}

const modelsFor = writtenOnce('models', (style) => renderModels(everyFeature, style));
const ownModelsFor = writtenOnce('own', renderOwnModels);

async function ask(...call: Parameters<typeof runPython>): Promise<unknown> {
  return JSON.parse(await runPython(...call));
}

beforeAll(async () => {
  migrated = await migratedDatabase();
});
afterAll(async () => {
  await Promise.all(made.map((database) => database.drop()));
  rmSync(folder, { recursive: true, force: true });
});

describe.each(pythons)('models for $name', ({ python, style }) => {
  it('say what the inspector says of the migrated database', async () => {
    const leftOut = ['Person.shape', 'Person.secret', 'Person.Person_shape_idx'];
    const url = sqlalchemyUrl(migrated.url);
    const answer = await ask(python, 'compare_metadata.py', await modelsFor(style), url, ...leftOut);
    expect(answer).toEqual({ version: python.version, tables: 18, differences: [] });
  });

  it('say of the components of this project what the inspector says', async () => {
    const database = await createTestDatabase();
    made.push(database);
    const url = sqlalchemyUrl(database.url);
    const answer = await ask(python, 'compare_metadata.py', await ownModelsFor(style), url);
    expect(answer).toMatchObject({ differences: [] });
  });

  it('leave rows to the foreign keys, and make values in the shapes of Prisma', async () => {
    // Nothing is committed.
    const answer = await ask(python, 'python_rules.py', await modelsFor(style), sqlalchemyUrl(migrated.url));
    const uuid = (version: string) =>
      new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-${version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`);
    expect(answer).toEqual({
      updated: true,
      made: {
        uuid: expect.stringMatching(uuid('4')),
        uuid7: expect.stringMatching(uuid('7')),
        cuid: expect.stringMatching(/^c[0-9a-z]{24}$/),
        cuid2: expect.stringMatching(/^[a-z][0-9a-z]{23}$/),
        ulid: expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
        nanoid: expect.stringMatching(/^[\w-]{21}$/),
        nanoid7: expect.stringMatching(/^[\w-]{7}$/),
        db_uuid: expect.stringMatching(uuid('4')),
      },
      naive: 'StatementError',
      restricted: 'IntegrityError',
      'profiles after one was deleted': 1,
      'people in the end': 0,
    });
  });

  it('leave generated columns to the database, whoever makes the tables', async () => {
    const answer = await ask(
      python,
      'generated_columns.py',
      await modelsFor(style),
      sqlalchemyUrl(migrated.url),
    );
    expect(answer).toEqual([
      { area: 17, shout: 'A:x' },
      { area: 9, shout: null },
    ]);
  });

  it('would make the tables Prisma makes', async () => {
    const created = await freshDatabase();
    await runPython(python, 'create_all.py', await modelsFor(style), sqlalchemyUrl(created.url));
    await onDatabase(created.url, leftOutSql);
    // Prisma finds fault with some of what it has made itself; with what SQLAlchemy makes it finds the same.
    const faults = ({ url }: TestDatabase) => diffSchemas({ kind: 'database' }, files, { target: { url } });
    expect(await faults(created)).toEqual(await faults(migrated));
  });
});

// With neither version there is nobody to share rows with; the last test of this file says so.
if (pythons.length > 0) {
  describe('rows', () => {
    const project = createClientProject();
    const script = join(import.meta.dirname, '../../fixtures/sqlalchemy/typescript_side.ts');
    const typescript = async (url: string, action: string): Promise<unknown> => {
      const client = join(project.outputDir, 'client.ts');
      const { stdout } = await run(process.execPath, ['--import', 'tsx', script, client, url, action]);
      return JSON.parse(stdout);
    };
    beforeAll(async () => {
      const { dir, outputDir } = project;
      await generateClient({ projectDir: dir, outputDir, files: [everyFeature] });
    });
    afterAll(() => {
      project.remove();
    });

    it('written by TypeScript and by every SQLAlchemy are the same to all', async () => {
      const { url } = await migratedDatabase();
      // Whatever the time zone of a session is, a moment stays the same moment.
      const abroad = `${sqlalchemyUrl(url)}?options=-c%20timezone=Asia/Kolkata`;
      let rows = await typescript(url, 'write');
      for (const { python, style } of pythons) {
        const models = await modelsFor(style);
        expect(await ask(python, 'python_side.py', models, abroad, 'read')).toEqual(rows);
        rows = await ask(python, 'python_side.py', models, abroad, 'write');
      }
      expect(await typescript(url, 'read')).toEqual(rows);
      const people = pythons.length + 1;
      expect(rows).toHaveProperty('people.length', 2 * people);
    });
  });
}

// The report of the tests has to say what was left out.
(missing.length > 0 ? it.skip : it)(
  `models are tried with every SQLAlchemy${missing.map((what) => ` [left out: ${what}]`).join('')}`,
  () => {
    expect(missing).toEqual([]);
  },
);
