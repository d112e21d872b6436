import { readFileSync } from 'node:fs';
import { types } from 'node:util';
import { Command, CommanderError } from 'commander';
import { addExamples } from './add-examples.ts';
import { type CommandIo, type ExitCode, type RegisterCommand } from './command.ts';
import { failedReport } from './compose-report.ts';
import { registerCheckCommand } from './commands/check.ts';
import { registerCompletionCommand } from './commands/completion.ts';
import { registerComponentCommand } from './commands/component/component.ts';
import { registerComposeCommand } from './commands/compose.ts';
import { registerDbCommand } from './commands/db/db.ts';
import { registerDevCommand } from './commands/dev.ts';
import { registerDoctorCommand } from './commands/doctor.ts';
import { registerGenerateCommand } from './commands/generate.ts';
import { registerGraphCommand } from './commands/graph.ts';
import { registerMigrateCommand } from './commands/migrate/migrate.ts';

const processIo: CommandIo = {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
  cwd: process.cwd(),
};

/** Every command, in the order `--help` shows them. */
const commands: readonly RegisterCommand[] = [
  registerDevCommand,
  registerComposeCommand,
  registerCheckCommand,
  registerGenerateCommand,
  registerComponentCommand,
  registerGraphCommand,
  registerMigrateCommand,
  registerDbCommand,
  registerDoctorCommand,
  registerCompletionCommand,
];

/** Runs `tessera <args>` and resolves to the exit code. Never rejects for a wrong call. */
export async function runCommandLine(args: readonly string[], io: CommandIo = processIo): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = new Command('tessera')
    .description('A component platform for NestJS.')
    .version(ownVersion(), '-v, --version', 'print the version')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    })
    .showHelpAfterError('Run the command with --help to see what it takes.')
    .exitOverride();
  for (const register of commands) {
    register(program, io, (code) => {
      exitCode = code;
    });
  }
  addExamples(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const isCall = error instanceof CommanderError;
    if (!isCall) io.stderr.write(describeBug(error, io.env));
    if (args.includes('--json')) {
      const message = types.isNativeError(error) ? error.message : String(error);
      const code = isCall ? 'CALL.INVALID' : 'CALL.FAILED';
      io.stdout.write(`${JSON.stringify(failedReport([{ code, severity: 'error', message }]), null, 2)}\n`);
    }
    return 2;
  }
}

/** A stack trace helps the maintainers only: it is shown on request. */
function describeBug(error: unknown, env: NodeJS.ProcessEnv): string {
  const message = types.isNativeError(error) ? error.message : String(error);
  const stack = env.TESSERA_DEBUG && types.isNativeError(error) ? `${error.stack ?? ''}\n` : '';
  return `tessera failed: ${message}\nThis is a bug. TESSERA_DEBUG=1 shows where it happened.\n${stack}`;
}

function ownVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? 'unknown';
}
