// `nestjs-tessera/jest` in this repository; in the package the door leads to compiled code at once.
import { load } from '../load.js';

export const { projectJest } = /** @type {typeof import('../../build/shells/jest/project-jest.ts')} */ (
  await load('build/shells/jest/project-jest')
);
