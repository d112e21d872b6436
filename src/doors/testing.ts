// The door `nestjs-tessera/testing`; in this repository also `@/platform/test-utils` and `@/database/test-utils`.
export {
  checkConformance,
  HttpClient,
  startApp,
  type Answer,
  type ConformanceFailure,
  type ConformanceResult,
  type TestApp,
} from '../platform/test-utils/index.ts';
export { createTestDatabase, useTestDatabase, type TestDatabase } from '../database/test-utils/index.ts';
