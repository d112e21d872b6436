import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { emptyDatabase } from '../../support/empty-database.ts';
import { freePort } from '../../support/free-port.ts';
import { createProjectCopy, type ProjectCopy } from '../../support/project-copy.ts';
import { runCommand, untilAnswer } from '../../support/running-command.ts';
import { tessera } from '../../support/tessera.ts';

jest.setTimeout(120_000);

/** The smallest component that needs the one PrismaService, injected by its type. */
const guests = {
  'component.json': '{ "version": "0.1.0", "description": "Who comes." }',
  'prisma/schema.prisma': 'model Guest {\n  id   Int    @id @default(autoincrement())\n  name String\n}\n',
  'guests.controller.ts': `import { Body, Controller, Get, Post } from '@nestjs/common'; import { Public } from '@/platform';
import { z } from 'zod';
import { PrismaService } from '@/database';
import { type Guest } from '@/generated/prisma/client.ts';

const CreateGuest = z.strictObject({ name: z.string() });

@Public() @Controller('guests')
export class GuestsController {
  constructor(private readonly prisma: PrismaService) {}

  @Get()
  list(): Promise<Guest[]> {
    return this.prisma.guest.findMany();
  }

  @Post()
  create(@Body({ schema: CreateGuest }) guest: z.infer<typeof CreateGuest>): Promise<Guest> {
    return this.prisma.guest.create({ data: guest });
  }
}
`,
  'guests.module.ts': `import { Module } from '@nestjs/common';
import { GuestsController } from './guests.controller.ts';

@Module({ controllers: [GuestsController] })
export class GuestsModule {}
`,
};

/** A component goes from a folder through `npm pack` and `npm install` into an application that serves it. */
describe('a component as an npm package', () => {
  let root: string;
  let project: ProjectCopy;
  let database: TestDatabase;
  const run = async (command: string, args: readonly string[], cwd = project.dir) =>
    await runCommand(command, args, cwd, { DATABASE_URL: database.url }).exited;

  beforeAll(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-packages-')));
    chmodSync(root, 0o711);
    // Nothing but the package: what is served and migrated below comes from it.
    project = createProjectCopy({ parent: root, components: [] });
    database = await createTestDatabase();
    const client = new Client(database.url);
    await client.connect();
    await client.query(emptyDatabase);
    await client.end();
  });
  afterAll(async () => {
    await database.drop();
    rmSync(root, { recursive: true, force: true });
  });

  it('is packed from a folder', async () => {
    for (const [file, text] of Object.entries(guests)) project.write(`src/components/guests/${file}`, text);
    const packed = await tessera(project.dir, [
      ...['component', 'pack', 'guests', '--package-name', '@acme/tessera-guests'],
      ...['--out', '../packed/guests', '--tgz', '--json'],
    ]);

    expect(packed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(existsSync(join(root, 'packed/acme-tessera-guests-0.1.0.tgz'))).toBe(true);
    expect(existsSync(join(root, 'packed/guests/dist/guests.module.d.ts'))).toBe(true);
    project.remove('src/components/guests');
  });

  it('is installed from its tarball, composes and migrates', async () => {
    writeFileSync(join(root, 'package.json'), '{ "private": true }');
    const args = ['--offline', '--legacy-peer-deps', '--no-audit', '--no-fund'];
    const tarball = './packed/acme-tessera-guests-0.1.0.tgz';
    expect(await run('npm', ['install', ...args, tarball], root)).toMatchObject({ code: 0 });
    project.write('tessera.config.json', '{ "packages": ["@acme/tessera-guests"] }');
    const migrated = await run('node', [
      'node_modules/prisma/build/index.js',
      'migrate',
      'dev',
      '--name',
      'guests',
    ]);

    expect(migrated).toMatchObject({ code: 0, output: expect.stringContaining('_guests') });
    expect(JSON.parse(readFileSync(project.path('components.lock.json'), 'utf8'))).toMatchObject({
      components: { guests: { version: '0.1.0', tables: ['Guest'] } },
    });
  });

  it('is bundled and serves requests on the database', async () => {
    expect(await run('node', ['node_modules/webpack-cli/bin/cli.js', '--mode', 'production'])).toMatchObject({
      code: 0,
    });
    const port = await freePort();
    const server = runCommand('node', ['dist/main.js'], project.dir, {
      DATABASE_URL: database.url,
      PORT: String(port),
    });
    const url = `http://127.0.0.1:${port}/guests`;
    const ended = server.exited.then(({ output }) => `It ended: ${output}`);
    expect(await Promise.race([untilAnswer(url, (status) => status === 200), ended])).toBe('[]');
    const created = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Ada' }),
    });
    const list: unknown = await (await fetch(url)).json();
    server.terminate();

    expect(created.status).toBe(201);
    expect(list).toMatchObject([{ name: 'Ada' }]);
    expect(await server.exited).toMatchObject({ code: 0 });
  });
});
