/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/tests/**/*.test.ts', '<rootDir>/src/**/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.tessera/', '<rootDir>/tests/fixtures/'],
  globalSetup: '<rootDir>/tests/setup/global-setup.ts',
  globalTeardown: '<rootDir>/tests/setup/global-teardown.ts',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  // What a linked package expects of the project it is in.
  modulePaths: ['<rootDir>/node_modules'],
  moduleNameMapper: {
    '^@/(.*)/([^/.]+)$': '<rootDir>/src/$1/$2',
    '^@/(.*)$': '<rootDir>/src/$1',
    // The doors as components in npm packages call them.
    '^tessera/(database|platform)$': '<rootDir>/src/$1/index.ts',
    '^tessera/components/([^/]+)$': '<rootDir>/src/components/$1/index.ts',
    '^tessera/client$': '<rootDir>/src/generated/prisma/client.ts',
    '^@prisma/client$': '<rootDir>/src/generated/prisma/client.ts',
  },
  // Two cores are the smallest machine we promise to be quick on; one test in three waits for something at any time.
  maxWorkers: 3,
  testTimeout: 60_000,
};
