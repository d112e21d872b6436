import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'jsonc-parser';
import { z } from 'zod';
import { runCommandLine } from '../../../build/shells/cli/run-command-line.ts';
import { copyFixture, type TempProject } from '../../support/temp-project.ts';

const root = join(import.meta.dirname, '../../..');
let project: TempProject;
beforeEach(() => {
  project = copyFixture(join(root, 'tests/fixtures/projects/client-name-clashes'));
});
afterEach(() => {
  project.dispose();
});

async function tessera(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const exitCode = await runCommandLine(args, { stdout, stderr, stdin, env, cwd: project.dir });
  stdout.end();
  stderr.end();
  return { exitCode, stdout: await text(stdout), stderr: await text(stderr) };
}

const clean = () => {
  project.remove('src/components/crm');
  project.write('src/components/users/prisma/schema.prisma', 'model User {\n  id Int @id\n}\n');
};

describe('tessera check', () => {
  it('exits 1 with problems and 0 without, and writes nothing', async () => {
    const before = project.tree('.');
    const { exitCode, stdout, stderr } = await tessera(['check']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toContain('error SCHEMA.CLIENT_NAME_CLASH: prisma.user would be');
    expect(project.tree('.')).toEqual(before);

    clean();
    expect(await tessera(['check'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(await tessera(['check', '--json'])).toMatchObject({
      exitCode: 0,
      stdout: '{"ok":true,"diagnostics":[]}\n',
    });
  });

  it('exits 2 without a project, and for a format that cannot be watched', async () => {
    expect(await tessera(['check', '--project', 'missing', '--watch'])).toMatchObject({ exitCode: 2 });
    expect(await tessera(['check', '--watch', '--format', 'sarif'])).toMatchObject({
      exitCode: 2,
      stdout: '',
    });
    expect(await tessera(['check', '--format', 'xml'])).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describe.each(['check', 'compose'])('tessera %s --format', (command) => {
  it('github: annotations with files as the repository has them', async () => {
    const env = { GITHUB_WORKSPACE: join(project.dir, '..') };
    const { exitCode, stdout, stderr } = await tessera([command, '--format', 'github'], env);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBe(6);
    const folder = project.dir.slice(project.dir.lastIndexOf('/') + 1);
    for (const line of lines) {
      expect(line).toMatch(
        new RegExp(`^::(error|notice) file=${folder}/src/components/\\w+/prisma/schema\\.prisma,`),
      );
    }
    expect((await tessera([command, '--format', 'github'])).stdout).toContain('file=src/components/crm/');
  });

  it('sarif: one log, and an empty one when there is nothing', async () => {
    const results = async () => {
      const { stdout } = await tessera([command, '--format', 'sarif']);
      const log = z.object({ runs: z.tuple([z.object({ results: z.array(z.unknown()) })]) });
      return log.parse(JSON.parse(stdout)).runs[0].results;
    };
    expect(await results()).toMatchObject([
      { ruleId: 'SCHEMA.CLIENT_NAME_CLASH', level: 'error', relatedLocations: [{ id: 1 }] },
      { ruleId: 'SCHEMA.CLIENT_NAME_CLASH' },
      { ruleId: 'SCHEMA.CLIENT_NAME_CLASH' },
    ]);
    clean();
    expect(await results()).toEqual([]);
  });
});

describe('the problem matcher of .vscode/tasks.json', () => {
  const pattern = z.object({ regexp: z.string() }).catchall(z.union([z.string(), z.number()]));
  const tasks = z.object({
    tasks: z.tuple([
      z.object({
        args: z.array(z.string()),
        problemMatcher: z.object({
          pattern: z.tuple([pattern, pattern]),
          background: z.object({ beginsPattern: z.string(), endsPattern: z.string() }),
        }),
      }),
    ]),
  });
  const file: unknown = parse(readFileSync(join(root, '.vscode/tasks.json'), 'utf8'));
  const { problemMatcher } = tasks.parse(file).tasks[0];

  /** What the editor does with two patterns: the second is tried on the line after one the first matches. */
  function match(output: string): Record<string, string | undefined>[] {
    const lines = output.split('\n');
    return lines.flatMap((_, at) => {
      const [first, second] = problemMatcher.pattern.map((one, index) =>
        capture(one, lines[at + index] ?? ''),
      );
      return first && second ? [{ ...first, ...second }] : [];
    });
  }

  function capture({ regexp, ...groups }: z.infer<typeof pattern>, line: string) {
    const found = new RegExp(regexp).exec(line);
    return (
      found && Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, found[Number(group)]]))
    );
  }

  it('finds every problem of the real output at its place', async () => {
    const { stdout } = await tessera(['check']);
    const json: unknown = JSON.parse((await tessera(['check', '--json'])).stdout);
    const location = z.object({ file: z.string(), line: z.number(), column: z.number() });
    const { diagnostics } = z
      .object({
        diagnostics: z.array(
          z.object({ severity: z.string(), code: z.string(), message: z.string(), location }),
        ),
      })
      .parse(json);
    expect(diagnostics.length).toBe(3);
    expect(match(stdout)).toEqual(
      diagnostics.map(({ location: { file, line, column }, ...rest }) => ({
        ...rest,
        file,
        line: String(line),
        column: String(column),
      })),
    );
  });

  it('finds a problem whose message Prisma wrote in several lines', async () => {
    clean();
    project.write(
      'src/components/users/prisma/schema.prisma',
      'model User {\n  id Int @id\n  x Nothing\n  y Int @@map\n}\n',
    );
    const { stdout } = await tessera(['check']);
    const problems = stdout.split('\n').filter((line) => line.startsWith('error '));
    expect(problems.length).toBeGreaterThan(1);
    expect(match(stdout).map(({ code }) => code)).toEqual(problems.map(() => 'SCHEMA.INVALID'));
  });
});
