#!/usr/bin/env node
// The command line; thin. build/ is TypeScript and runs as it is, through tsx.
import { register } from 'tsx/esm/api';

register();
const { acceptClosedPipes } = await import('../build/shells/cli/accept-closed-pipes.ts');
const { runCommandLine } = await import('../build/shells/cli/run-command-line.ts');
acceptClosedPipes(process);
process.exitCode = await runCommandLine(process.argv.slice(2));
