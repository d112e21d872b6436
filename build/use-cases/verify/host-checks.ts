import path from 'node:path';
import { z } from 'zod';
import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { installWithNpm } from '../../programs/install-with-npm.ts';
import { runProgram, withPath } from '../../programs/run-program.ts';
import { schemaScript } from '../component-test/template-database.ts';
import { type Platform } from './choose-versions.ts';
import { writeFiles } from './scratch-host.ts';
import { verifyCodes } from './verify-codes.ts';

/** What is done with a component in a scratch host, in this order; the first that fails ends it. */
export type HostStep = 'install' | 'compose' | 'types' | 'contract' | 'tests';

/** How one step went. */
export interface HostCheck {
  /** The platform it was tried with. */
  readonly platform: string;
  readonly step: HostStep;
  readonly ok: boolean;
  readonly ms: number;
  readonly problems: readonly Diagnostic[];
}

export interface ScratchHost {
  readonly component: string;
  readonly platform: Platform;
  /** Absolute; its files are written. */
  readonly dir: string;
  readonly hasTests: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Runs the steps in a host, each in the programs that the host has installed. */
export async function* checkInHost(host: ScratchHost): AsyncGenerator<HostCheck> {
  for (const [step, run] of Object.entries(steps) as [HostStep, Step][]) {
    if (step === 'tests' && !host.hasTests) continue;
    host.signal.throwIfAborted();
    const begin = performance.now();
    const problems = await run(host);
    const ms = performance.now() - begin;
    yield { platform: host.platform.label, step, ok: problems.length === 0, ms, problems };
    if (problems.length > 0) return;
  }
}

type Step = (host: ScratchHost) => Promise<readonly Diagnostic[]>;

const steps: Readonly<Record<HostStep, Step>> = {
  async install({ component, dir, env, platform }) {
    const problem = await installWithNpm(['install', '--prefer-offline'], dir, env);
    if (problem === undefined) return [];
    return [
      {
        code: verifyCodes.install,
        severity: 'error',
        component,
        message: `It cannot be installed beside nestjs-tessera ${platform.label}: ${problem}`,
        hint: 'Widen the peer dependencies, or narrow "engines".',
      },
    ];
  },
  compose: (host) => ofTessera(host, ['compose', '--json']),
  types: (host) => ofProgram(host, ['node_modules/typescript/bin/tsc', '--noEmit']),
  contract: (host) => ofTessera(host, ['component', 'test', host.component, '--json']),
  async tests(host) {
    await writeMigration(host.dir);
    return await ofProgram(host, [
      '--experimental-vm-modules',
      '--no-warnings=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--ci',
    ]);
  },
};

/** Tests begin with a migrated database: one migration that makes all of the schema. */
async function writeMigration(dir: string): Promise<void> {
  const loaded = await loadProjectConfig(dir);
  if (!loaded.ok) return;
  const script = `${loaded.config.migrationsDir}/00000000000000_all/migration.sql`;
  writeFiles(dir, new Map([[script, await schemaScript(loaded.config)]]));
}

const answer = z.object({
  ok: z.boolean(),
  diagnostics: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['error', 'warning']),
      message: z.string(),
      hint: z.string().optional(),
    }),
  ),
});

/** What the host's own version of the command finds. Places are in the host, which goes: messages name what is wrong. */
async function ofTessera(host: ScratchHost, args: readonly string[]): Promise<readonly Diagnostic[]> {
  const command = ['node_modules/nestjs-tessera/bin/tessera.js', ...args];
  const { ok, stdout, output } = await runIn(host, command);
  if (ok) return [];
  const begin = stdout.indexOf('{');
  const read = answer.safeParse(begin === -1 ? undefined : jsonOf(stdout.slice(begin)));
  const found = read.data?.diagnostics.filter(({ severity }) => severity === 'error') ?? [];
  if (found.length === 0) return [failed(host, args.join(' '), output)];
  return found.map((one) => ({ ...one, component: host.component }));
}

async function ofProgram(host: ScratchHost, args: readonly string[]): Promise<readonly Diagnostic[]> {
  const { ok, output } = await runIn(host, args);
  return ok ? [] : [failed(host, path.basename(args.find((one) => /\/bin\//.test(one)) ?? ''), output)];
}

function runIn({ dir, env }: ScratchHost, args: readonly string[]) {
  const own = { ...withPath(env), NO_COLOR: '1', FORCE_COLOR: undefined, JEST_WORKER_ID: undefined };
  return runProgram(process.execPath, args, { cwd: dir, env: own });
}

/** Programs say most at the end, and tests begin with what failed. */
function failed({ component, platform }: ScratchHost, what: string, output: string): Diagnostic {
  const lines = output.trim().split('\n');
  const from = lines.findIndex((line) => /●|error TS/.test(line));
  const told = from === -1 ? lines.slice(-20) : lines.slice(from, from + 20);
  return {
    code: verifyCodes.failed,
    severity: 'error',
    component,
    message: `With nestjs-tessera ${platform.label}, ${what} fails:\n${told.join('\n')}`,
    hint: 'It is the packed component that fails: what it needs must be in the package or in what it depends on.',
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
