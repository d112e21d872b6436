#!/usr/bin/env node
// The command line; thin. build/ is TypeScript and runs as it is, through tsx.
import { register } from 'tsx/esm/api';

register();
const { runCommandLine } = await import('../build/cli/run-command-line.ts');
process.exitCode = await runCommandLine(process.argv.slice(2));
