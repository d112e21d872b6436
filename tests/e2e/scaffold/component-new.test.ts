import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createProjectCopy, type ProjectCopy } from '../../support/project-copy.ts';
import { processesIn, runCommand } from '../../support/running-command.ts';
import { tessera } from '../../support/tessera.ts';

jest.setTimeout(400_000);

/** What an author does, in a checkout of its own: make components, then everything that must be green. */
describe('tessera component new', () => {
  let project: ProjectCopy;
  beforeAll(() => {
    project = createProjectCopy({ components: ['demo'] });
    const tools = [
      'jest.config.js',
      'eslint.config.js',
      '.dependency-cruiser.cjs',
      '.prettierrc',
      'tests/setup',
    ];
    for (const name of [...tools, 'tests/support', '.gitignore']) {
      if (existsSync(name)) cpSync(name, project.path(name), { recursive: true });
    }
    // What is checked out without its tests: the rest of the repository is checked by itself, and reading it takes the
    // type-aware linter a third of its time.
    const config = readFileSync('tsconfig.json', 'utf8');
    const include = '"include": ["src/components", "src/generated"]';
    project.write('tsconfig.json', config.replace(/"include": \[[^\]]*\]/, include));
  });
  afterAll(async () => {
    await run('node', 'bin/tessera.js', 'db', 'stop', '--force');
    project.remove();
  });

  const run = async (command: string, ...args: string[]) =>
    await runCommand(command, args, project.dir, {}).exited;
  const tool = (name: string, ...args: string[]) => run(`node_modules/.bin/${name}`, ...args);
  /** Our run has a server already: what is not about having one of its own gets that. */
  const lent = { TEST_DATABASE_URL: process.env['TESSERA_TEST_SERVER_URL'] };
  const testComponent = (name: string, env: NodeJS.ProcessEnv) =>
    runCommand('node', ['bin/tessera.js', 'component', 'test', name], project.dir, env);
  const workshops = () => readdirSync(project.path('.tessera/component-test'));
  const create = (...args: string[]) => tessera(project.dir, ['component', 'new', ...args]);
  const made = [
    'src/components/notes',
    'src/components/mailer',
    'src/components/internal-purchase-order-confirmations',
  ];

  it('makes components with a model, with a relation, and without data', async () => {
    const notes = await create('notes', '--description', 'Notes, "pinned" to a board.');
    expect(notes).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('npx prisma migrate dev --name notes'),
    });
    expect(await create('mailer', '--no-model')).toMatchObject({ exitCode: 0 });
    // A name so long that lines wrap elsewhere.
    const long = 'internal-purchase-order-confirmations';
    expect(await create(long, '--with-relation-to', 'demo.DemoUser')).toMatchObject({ exitCode: 0 });

    expect(readFileSync(project.path(`src/components/${long}/component.json`), 'utf8')).toContain(
      '"demo": "^1.0.0"',
    );
    expect(readFileSync(project.path('prisma/schema/demo.prisma'), 'utf8')).toContain(
      'InternalPurchaseOrderConfirmation[]',
    );
  });

  it('makes files that are formatted and have nothing for the linter', async () => {
    expect(await tool('prettier', '--check', ...made)).toMatchObject({ code: 0 });
    expect(await tool('eslint', ...made)).toMatchObject({ code: 0 });
    expect(await tool('depcruise', '--config', '.dependency-cruiser.cjs', 'src/components')).toMatchObject({
      code: 0,
    });
  });

  it('makes code that type-checks', async () => {
    // The native compiler takes a third of the time.
    expect(await tool('tsgo', '--noEmit', '-p', 'tsconfig.json')).toMatchObject({ code: 0 });
  });

  it('makes components that pass the test of a component, before there is a migration', async () => {
    const { code, output } = await testComponent(made[2]?.split('/').pop() ?? '', lent).exited;

    expect(output).toMatch(/ok .* composes alone \(demo, internal-.*; no warnings\)/);
    expect(output).toMatch(/ok .* makes its tables \(3 tables\)/);
    expect(output).toMatch(/ok .* passes its own tests \(11 tests in 1 file\)/);
    expect(output).toMatch(/ok .* answers every route \(5 routes, 8 requests\)/);
    expect(output).toMatch(/ok .* leaves nothing behind/);
    expect({ code, workshops: workshops() }).toEqual({ code: 0, workshops: [] });
  });

  it('makes a component whose mistakes are found, each at its place', async () => {
    const service = project.path('src/components/mailer/mailer.service.ts');
    const text = readFileSync(service, 'utf8');
    const broken = text
      .replace(
        'class MailerService {',
        'class MailerService {\n  #beat = setInterval(() => undefined, 60_000);',
      )
      .replace(
        'return `Hello',
        "if (name === 'world') throw new Error('nobody is there');\n    return `Hello",
      );
    writeFileSync(service, broken);

    const { code, output } = await testComponent('mailer', lent).exited;
    writeFileSync(service, text);

    expect(output).toMatch(/ok .* makes its tables \(0 tables\)/);
    expect(output).toMatch(/failed .* passes its own tests \(2 of 3 tests in 1 file\)/);
    expect(output).toMatch(/error TEST.FAILED: "mailer greets .*\n {2}--> src\/components\/mailer\/test\//);
    expect(output).toContain('GET /mailer/greetings answered 500: Error: nobody is there');
    expect(output).toMatch(/TEST.ROUTE.*\n {2}--> src\/components\/mailer\/mailer.service.ts:7:/);
    expect(output).toMatch(
      /TEST.UNMOUNT: .* interval .*\n {2}--> src\/components\/mailer\/mailer.service.ts:5:/,
    );
    expect({ code, workshops: workshops() }).toEqual({ code: 1, workshops: [] });
  });

  it('lets the test of a component be stopped, and nothing is left', async () => {
    const command = testComponent('mailer', {});
    await command.until(/makes its tables/);
    command.interrupt();

    const { code, output } = await command.exited;

    expect(output).toContain('Stopped: nothing is left of the run.');
    expect({ code, workshops: workshops(), processes: processesIn(project.path('.tessera')) }).toEqual({
      code: 2,
      workshops: [],
      processes: [],
    });
  });

  it('makes models that migrate and tests that pass', async () => {
    expect(await tool('prisma', 'migrate', 'dev', '--name', 'new_components')).toMatchObject({ code: 0 });

    // The one with a relation ran its tests above. Two files are no work for workers.
    const args = ['test', '--', '--runInBand', ...made.slice(0, 2)];
    const tests = await runCommand('npm', args, project.dir, lent).exited;

    expect(tests).toMatchObject({ code: 0, output: expect.stringContaining('Test Suites: 2 passed') });
  });
});
