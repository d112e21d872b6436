#!/usr/bin/env node
import { createTessera } from '../lib/create-tessera.js';

process.exitCode = await createTessera(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  isInteractive: process.stdin.isTTY && process.stdout.isTTY,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
});
