import { types } from 'node:util';
import { Command, CommanderError } from 'commander';
import { missingPackage, missingPackageOf } from '../../diagnostics/missing-package.ts';
import { environmentFault } from '../../diagnostics/outcome.ts';
import { ownVersion } from '../../files/own-version.ts';
import { composeJson } from '../../use-cases/compose/compose-json.ts';
import { addExamples } from './add-examples.ts';
import { type CommandIo, type ExitCode, type RegisterCommand } from './command.ts';
import { present } from './present.ts';
import { runWords, wordsForComponent } from './commands/component-words.ts';
import { registerAdoptCommand } from './commands/adopt/adopt.ts';
import { registerBuildCommand } from './commands/build.ts';
import { registerCheckCommand } from './commands/check.ts';
import { registerCompletionCommand } from './commands/completion.ts';
import { registerComponentCommand } from './commands/component/component.ts';
import { registerComposeCommand } from './commands/compose.ts';
import { registerPrepareCommand } from './commands/prepare.ts';
import { registerDbCommand } from './commands/db/db.ts';
import { registerDevCommand } from './commands/dev.ts';
import { registerDoctorCommand } from './commands/doctor.ts';
import { registerGenerateCommand } from './commands/generate/generate.ts';
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
  registerBuildCommand,
  registerComposeCommand,
  registerPrepareCommand,
  registerCheckCommand,
  registerGenerateCommand,
  registerComponentCommand,
  registerGraphCommand,
  registerMigrateCommand,
  registerAdoptCommand,
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
    const words = await wordsForComponent(args, program, io);
    if (words !== undefined) return await runWords(words, io);
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const lacking = missingPackageOf(error);
    if (lacking !== undefined) {
      const how = { projectDir: '', json: args.includes('--json'), fields: composeJson };
      return await present(environmentFault([missingPackage(lacking)]), how, io);
    }
    const isCall = error instanceof CommanderError;
    if (!isCall) io.stderr.write(describeBug(error, io.env));
    if (args.includes('--json')) {
      const message = types.isNativeError(error) ? error.message : String(error);
      const code = isCall ? 'CALL.INVALID' : 'CALL.FAILED';
      const outcome = environmentFault([{ code, severity: 'error', message }]);
      // Of a call that went wrong the command is not known: the object is that of compose.
      return await present(outcome, { projectDir: '', json: true, fields: composeJson }, io);
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
