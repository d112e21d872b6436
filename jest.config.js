import { projectJest } from 'nestjs-tessera/jest';

const { modulePathIgnorePatterns = [], moduleNameMapper, ...project } = projectJest();

/** @type {import('jest').Config} */
export default {
  ...project,
  modulePathIgnorePatterns: [...modulePathIgnorePatterns, '<rootDir>/release/', '<rootDir>/tests/fixtures/'],
  moduleNameMapper: {
    ...moduleNameMapper,
    // The doors are folders here; elsewhere they come with the package.
    '^nestjs-tessera/(database|platform)$': '<rootDir>/src/$1/index.ts',
    '^nestjs-tessera/(testing|hot)$': '<rootDir>/src/doors/$1.ts',
  },
  globalSetup: '<rootDir>/tests/setup/global-setup.ts',
  globalTeardown: '<rootDir>/tests/setup/global-teardown.ts',
  // Two cores are the smallest machine we promise to be quick on; one test in three waits for something at any time.
  maxWorkers: 3,
};
