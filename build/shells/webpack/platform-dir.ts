import { join } from 'node:path';

/** Folder of the package that this file is in, absolute, with `/`: in a project below its `node_modules`, or in a store. */
export const platformDir = join(import.meta.dirname, '../../..').replaceAll('\\', '/');
