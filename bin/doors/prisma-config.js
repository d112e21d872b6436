// `nestjs-tessera/prisma-config` in this repository; in the package the door leads to compiled code at once.
import { load } from '../load.js';

export const { projectPrisma } = /** @type {typeof import('../../build/shells/prisma/project-prisma.ts')} */ (
  await load('build/shells/prisma/project-prisma')
);
