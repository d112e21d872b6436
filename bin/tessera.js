#!/usr/bin/env node
// The command line; thin.
import { load } from './load.js';

await load('build/shells/cli/main');
