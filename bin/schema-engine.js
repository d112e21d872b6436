#!/usr/bin/env node
// The offline schema engine, started by the Prisma command line (see prisma.config.ts); thin.
import { load } from './load.js';

await load('build/prisma-engine/main');
