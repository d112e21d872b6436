// The door `nestjs-tessera/testing`; in this repository also `@/platform/test-utils` and `@/database/test-utils`, all of them.
export * from '../platform/test-utils/index.ts';
export * from '../database/test-utils/index.ts';
