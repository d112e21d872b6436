#!/usr/bin/env node
// The offline schema engine, started by the Prisma command line (see prisma.config.ts). Thin, like tessera.js.
import { register } from 'tsx/esm/api';

register();
await import('../build/prisma-engine/main.ts');
