import { join } from 'node:path';
import base from './jest.config.js';

/** `npm run coverage`. What runs in a process or a thread of its own is not counted. */
export default {
  ...base,
  collectCoverage: true,
  coverageProvider: 'v8',
  collectCoverageFrom: ['{src,build}/**/*.{ts,js}', '!src/generated/**', '!**/test/**', '!**/test-utils/**'],
  coverageReporters: [join(import.meta.dirname, 'tests/setup/coverage-report.cjs'), 'lcovonly'],
};
