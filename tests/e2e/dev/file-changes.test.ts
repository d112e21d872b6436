import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startDevServer, type DevServer } from '../../support/dev-server.ts';
import { packageFiles } from '../../support/package-files.ts';
import { untilAnswer } from '../../support/running-command.ts';
import { hello, helloFile, helloFiles } from './hello-component.ts';

jest.setTimeout(120_000);

const other = (
  name: string,
) => `import { Controller, Get, Module } from '@nestjs/common'; import { Public } from '@/platform';
@Public() @Controller('${name}') class OtherController { @Get() get() { return '${name}'; } }
@Module({ controllers: [OtherController] }) export class OtherModule {}
`;

/** What editors, git, npm and clocks do to files. One running dev server; every test leaves it serving. */
describe('files that change while npm run dev runs', () => {
  let root: string;
  let server: DevServer;
  const save = (content: string): number => server.save(helloFile, content);
  const serves = (path: string, body: string) =>
    untilAnswer(server.url(path), (status, answer) => status === 200 && answer === body);
  const expectNobodyRefused = (): void => {
    expect(server.look().failed).toEqual([]);
  };

  beforeAll(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-dev-files-')));
    chmodSync(root, 0o711);
    server = await startDevServer({
      parent: root,
      components: ['demo'],
      args: ['--no-types'],
      files: helloFiles('first'),
    });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('takes what an editor writes beside the file and renames over it', async () => {
    const mark = server.dev.mark();
    server.project.write(`${helloFile}.tmp`, hello('renamed'));
    renameSync(server.project.path(`${helloFile}.tmp`), server.project.path(helloFile));
    await server.swapTo('/hello', 'renamed', mark);
  });

  it('takes what an editor writes in place, however much of it is there', async () => {
    const text = hello('written in place');
    const half = server.dev.mark();
    const file = openSync(server.project.path(helloFile), 'w');
    writeSync(file, text.slice(0, text.length / 2));
    await server.dev.event('build-failed', half);
    const whole = server.dev.mark();
    writeSync(file, text.slice(text.length / 2));
    closeSync(file);
    await server.swapTo('/hello', 'written in place', whole);
    await server.swapTo('/hello', 'renamed', save(hello('renamed')));
  });

  it('picks up components that come, change their manifest, get another name and go', async () => {
    const added = server.save('src/components/other/other.module.ts', other('other'));
    const { components } = await server.dev.event('swapped', added);
    // The pipeline may see the folder before the watcher tells of its file: then there is none to name.
    expect([['other'], []]).toContainEqual(components);
    expect(await server.text('/other')).toBe('other');

    const manifest = server.save('src/components/other/component.json', '{ "version": "4.5.6" }\n');
    await server.dev.event('swapped', manifest);
    expect(await server.text('/health/ready')).toContain('"version":"4.5.6"');

    renameSync(
      server.project.path('src/components/other/other.module.ts'),
      server.project.path('src/components/other/again.module.ts'),
    );
    renameSync(server.project.path('src/components/other'), server.project.path('src/components/again'));
    server.project.write('src/components/again/again.module.ts', other('again'));
    await serves('/again', 'again');
    expect((await fetch(server.url('/other'))).status).toBe(404);

    server.project.remove('src/components/again');
    await untilAnswer(server.url('/again'), (status) => status === 404);
  });

  it('takes a checkout of another branch, of many files at once, for what it is in the end', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
        cwd: server.project.dir,
        stdio: 'ignore',
      });
    const names = Array.from({ length: 40 }, (_, index) => `part-${index}`);
    const imports = names
      .map((name, index) => `import { part as p${index} } from './${name}.ts';`)
      .join('\n');
    const all = names.map((_, index) => `p${index}`).join(', ');
    const check = `if (new Set([${all}]).size !== 40) throw new Error('half a checkout');`;
    git('init', '-b', 'main');
    git('add', 'src/components/hello');
    git('commit', '-m', 'before');
    git('checkout', '-b', 'feature');
    for (const name of names) {
      server.project.write(`src/components/hello/${name}.ts`, `export const part = '${name}';\n`);
    }
    save(hello('feature', check, imports));
    git('add', 'src/components/hello');
    git('commit', '-m', 'after');
    await serves('/hello', 'feature');

    git('checkout', 'main');
    await serves('/hello', 'renamed');
    git('checkout', 'feature');
    await serves('/hello', 'feature');
    git('checkout', 'main');
    await serves('/hello', 'renamed');
  });

  it('goes on when a folder is removed while it is being read', async () => {
    for (let round = 0; round < 10; round += 1) {
      server.project.write('src/components/flicker/flicker.module.ts', other('flicker'));
      server.project.write(
        'src/components/flicker/prisma/schema.prisma',
        'model Flicker {\n  id Int @id\n}\n',
      );
      // Lets the watcher see the one before the other, now and then.
      if (round % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 7 * round));
      server.project.remove('src/components/flicker');
    }
    save(hello('after the flicker'));
    await serves('/hello', 'after the flicker');
    expect((await fetch(server.url('/flicker'))).status).toBe(404);
  });

  it('sees saves although the clock was set back', async () => {
    const hour = 3600;
    const stamp = (seconds: number): void => {
      utimesSync(server.project.path(helloFile), seconds, seconds);
    };
    const now = Date.now() / 1000;
    // Saved before the clock was set back: from the future.
    save(hello('of the future'));
    stamp(now + hour);
    await serves('/hello', 'of the future');
    // Saved after it: older than what it replaces.
    save(hello('of now'));
    stamp(now);
    await serves('/hello', 'of now');
    save(hello('of the past'));
    stamp(now - hour);
    await serves('/hello', 'of the past');
  });

  it('follows a component that npm updates', async () => {
    const install = (version: string): void => {
      rmSync(join(root, 'node_modules/@acme'), { recursive: true, force: true });
      const files = packageFiles({
        name: '@acme/crm',
        version,
        tessera: {},
      });
      for (const [file, text] of Object.entries(files)) {
        // Without tables of its own it is healthy at once.
        if (file.startsWith('prisma/')) continue;
        const path = join(root, 'node_modules/@acme/crm', file);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
      // What npm writes last.
      writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ version }));
    };
    const isServed = (version: string) =>
      untilAnswer(server.url('/health/ready'), (_, body) =>
        new RegExp(`"component:crm":\\{[^}]*"version":"${version}"`).test(body),
      );
    mkdirSync(join(root, 'node_modules'));
    symlinkSync(resolve('node_modules/tslib'), join(root, 'node_modules/tslib'));
    install('1.0.0');
    server.project.write('tessera.config.json', '{ "packages": ["@acme/crm"] }');
    await isServed('1.0.0');
    install('2.0.0');
    await isServed('2.0.0');
    server.project.remove('tessera.config.json');
    await untilAnswer(server.url('/health/ready'), (_, body) => !body.includes('"component:crm"'));
  });

  it('has answered everybody until now', () => {
    expectNobodyRefused();
    expect(server.dev.events().map(({ event }) => event)).not.toContain('restarting');
  });

  it('starts a new process for a save of .env, and says which settings changed but never to what', async () => {
    const added = server.save('.env', 'GREETING=hello-secret\n');
    expect((await server.dev.event('restarting', added)).reason).toBe('.env changed GREETING');
    await server.dev.event('ready', added);
    expect(await server.text('/hello/greeting')).toBe('hello-secret');

    const kept = server.save('.env', 'GREETING=hello-secret\nPORT=1\n');
    const unchanged = await server.dev.event('unchanged', kept, ({ reason }) => reason !== undefined);
    expect(unchanged.reason).toBe('PORT of .env is read when `npm run dev` starts: start it again');
    const removed = server.dev.mark();
    server.project.remove('.env');
    expect((await server.dev.event('restarting', removed)).reason).toBe('.env changed GREETING');
    await server.dev.event('ready', removed);
    expect(await server.text('/hello/greeting')).toBe('undefined');
    const printed = server.dev.command.output();
    expect(printed).not.toContain('hello-secret');
    expect(printed).not.toContain('EADDRINUSE');
  });

  it('restarts, and says why, when the shell around the application is edited', async () => {
    const mark = server.save(
      'src/dev-runtime/failure-of.ts',
      "export const failureOf = () => ({ message: 'edited' });\n",
    );
    expect((await server.dev.event('restarting', mark)).reason).toMatch(/src\/dev-runtime\/failure-of\.ts/);
    await server.dev.event('ready', mark);
    expect(await server.text('/hello')).toBe('of the past');
    const refused = await server.dev.event('refused', save(hello('x', "throw new Error('original');")));
    expect(refused.reason).toBe('edited');
    expect(server.dev.command.output()).not.toContain('EADDRINUSE');
  });
});
