#!/usr/bin/env node
// The process that keeps an embedded PostgreSQL, started by build/postgres/embedded/start-host.ts; thin.
import { load } from './load.js';

await load('build/postgres/embedded/host/main');
