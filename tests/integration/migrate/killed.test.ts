import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { acquireDatabase } from '../../../build/postgres/embedded/acquire-database.ts';
import { readDatabaseStatus, resetDatabase } from '../../../build/postgres/embedded/control-database.ts';
import { applyMigrations } from '../../../build/prisma-engine/apply-migrations.ts';
import { listPendingMigrations } from '../../../build/prisma-engine/list-pending-migrations.ts';
import { untilAlone } from '../../support/faults/survive-faults.ts';
import { createMigrationFolder, type MigrationFolder } from '../../support/migration-folder.ts';
import { runCommand } from '../../support/running-command.ts';
import { tessera } from '../../support/tessera.ts';
import { createPlainEngine } from '../schema-engine/plain-engine.ts';
import { query, repository } from '../schema-engine/prisma-project.ts';

jest.setTimeout(180_000);

let folder: MigrationFolder;
beforeEach(async () => {
  folder = await createMigrationFolder();
  await folder.write('1_notes', 'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY);', 'DROP TABLE "Note";');
  // Both scripts stop in their middle, where a test holds the lock.
  await folder.write(
    '2_text',
    'ALTER TABLE "Note" ADD "text" TEXT;\nSELECT pg_advisory_xact_lock(77);\nCREATE INDEX "n" ON "Note" ("text");',
    'DROP INDEX "n";\nSELECT pg_advisory_xact_lock(77);\nALTER TABLE "Note" DROP COLUMN "text";',
  );
});
afterEach(async () => {
  await folder.remove();
});

/** Holds the lock on which scripts stop, and tells when one does. */
async function holdMiddle(url: string) {
  const holder = new pg.Client(url);
  // The server it is connected to may be killed.
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query('SELECT pg_advisory_lock(77)');
  return {
    reached: async (): Promise<void> => {
      const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 77 AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      while ((await query(url, waiting)).length === 0) await new Promise((done) => setTimeout(done, 10));
    },
    letGo: (): Promise<void> => holder.end().catch(() => undefined),
  };
}

describe('kill -9 in the middle of a script', () => {
  it('leaves a deploy of the Prisma command line done or not begun, and the next one finishes', async () => {
    const engine = await createPlainEngine();
    const env = {
      DATABASE_URL: folder.url,
      PRISMA_SCHEMA_ENGINE_BINARY: engine.path,
      CHECKPOINT_DISABLE: '1',
      NODE_ENV: 'test',
    };
    await symlink(join(repository, 'node_modules'), join(folder.projectDir, 'node_modules'), 'dir');
    await mkdir(join(folder.projectDir, 'prisma/schema'));
    await writeFile(
      join(folder.projectDir, 'prisma/schema/main.prisma'),
      'datasource db {\n  provider = "postgresql"\n}\n',
    );
    await writeFile(
      join(folder.projectDir, 'prisma.config.mjs'),
      `export default { schema: 'prisma/schema', migrations: { path: 'prisma/migrations' }, datasource: { url: process.env.DATABASE_URL } };\n`,
    );
    const prisma = (...args: string[]) =>
      runCommand(
        process.execPath,
        [join(repository, 'node_modules/prisma/build/index.js'), ...args],
        folder.projectDir,
        env,
      );

    const middle = await holdMiddle(folder.url);
    const deploy = prisma('migrate', 'deploy');
    await middle.reached();
    deploy.kill();
    await deploy.exited;
    // As long as the server is at it, the record says neither "failed" nor "done".
    expect(await folder.pending()).toEqual(['2_text']);
    await middle.letGo();
    await untilAlone(folder.url);

    const again = await prisma('migrate', 'deploy').exited;
    expect(again).toMatchObject({
      code: 0,
      output: expect.stringContaining('No pending migrations to apply'),
    });
    expect(await folder.look()).toMatchObject({ status: { pending: [], failed: [], unknown: [] } });
    engine.remove();
  });

  it('leaves the database as before a rollback, and the next call finishes it', async () => {
    await folder.deploy();
    const before = await folder.look();
    const args = ['migrate', 'rollback', '--yes'];
    const middle = await holdMiddle(folder.url);
    const rollback = runCommand(
      process.execPath,
      [join(repository, 'bin/tessera.js'), ...args],
      folder.projectDir,
      {
        DATABASE_URL: folder.url,
      },
    );
    await middle.reached();
    rollback.kill();
    await rollback.exited;
    await middle.letGo();
    await untilAlone(folder.url);
    expect(await folder.look()).toEqual(before);

    expect(await tessera(folder.projectDir, args, { DATABASE_URL: folder.url })).toMatchObject({
      exitCode: 0,
    });
    expect(await folder.pending()).toEqual(['2_text']);
  });
});

// A server of its own: nobody else may be on it when it is killed.
it('a server that is killed in the middle of a deploy and of a rollback comes back as it was before each', async () => {
  const projectDir = await mkdtemp(join(tmpdir(), 'tessera-killed-'));
  await cp(folder.projectDir, projectDir, { recursive: true });
  const dir = join(projectDir, 'prisma/migrations');
  const crash = async (): Promise<void> => {
    const status = await readDatabaseStatus(projectDir);
    // "Immediate" shutdown: no checkpoint, no goodbye; what was not committed is not there after the recovery.
    if (status.running && status.serverPid !== undefined) process.kill(status.serverPid, 'SIGQUIT');
  };
  /** Begins something that stops in the middle of its script, and kills the server under it. */
  async function crashDuring(url: string, begin: () => Promise<unknown>, lost: Promise<void>): Promise<void> {
    const middle = await holdMiddle(url);
    const begun = begin().catch(() => undefined);
    await middle.reached();
    await crash();
    await begun;
    await middle.letGo();
    await lost;
  }
  const rollback = (url: string) =>
    tessera(projectDir, ['migrate', 'rollback', '--yes'], { DATABASE_URL: url });
  const columns = `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'Note' ORDER BY 1`;
  try {
    let lease = await acquireDatabase(projectDir, { purpose: 'test' });
    await crashDuring(lease.url, () => applyMigrations({ url: lease.url }, dir), lease.lost);
    lease = await acquireDatabase(projectDir, { purpose: 'test' });
    expect(await listPendingMigrations({ url: lease.url }, dir)).toMatchObject({
      pending: ['2_text'],
      failed: [],
    });
    expect(await query(lease.url, columns)).toEqual([{ name: 'id' }]);
    expect(await applyMigrations({ url: lease.url }, dir)).toEqual(['2_text']);

    await crashDuring(lease.url, () => rollback(lease.url), lease.lost);
    lease = await acquireDatabase(projectDir, { purpose: 'test' });
    expect(await listPendingMigrations({ url: lease.url }, dir)).toMatchObject({ pending: [], failed: [] });
    expect(await query(lease.url, columns)).toEqual([{ name: 'id' }, { name: 'text' }]);
    expect(await rollback(lease.url)).toMatchObject({ exitCode: 0 });
    expect(await query(lease.url, columns)).toEqual([{ name: 'id' }]);
    await lease.release({ now: true });
  } finally {
    await resetDatabase(projectDir, true);
    await rm(projectDir, { recursive: true });
  }
});
