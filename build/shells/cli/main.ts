import { acceptClosedPipes } from './accept-closed-pipes.ts';
import { runCommandLine } from './run-command-line.ts';

/** The command line as a program: what `bin/tessera.js` runs. */
acceptClosedPipes(process);
process.exitCode = await runCommandLine(process.argv.slice(2));
