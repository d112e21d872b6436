import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { type Config } from 'jest';
import { swcOptions } from '../webpack/swc-options.ts';

const require = createRequire(import.meta.url);

export interface ProjectJestOptions {
  /** Where the generated client is; in a component's own repository `playground/src/generated`. @default 'src/generated' */
  readonly generatedDir?: string;
}

/**
 * The configuration of Jest for a project: TypeScript compiled by SWC, the client behind its door, and before the first test
 * a composed project and a PostgreSQL with a migrated template that test databases are copies of.
 *
 * @example
 * import { projectJest } from 'nestjs-tessera/jest';
 * export default projectJest();
 */
export function projectJest({ generatedDir = 'src/generated' }: ProjectJestOptions = {}): Config {
  // Tests of this run the sources, everything else what they are compiled to.
  const own = extname(import.meta.filename);
  return {
    testMatch: [
      '<rootDir>/tests/**/*.test.ts',
      '<rootDir>/test/**/*.test.ts',
      '<rootDir>/src/**/test/**/*.test.ts',
    ],
    modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.tessera/'],
    globalSetup: join(import.meta.dirname, `global-setup${own}`),
    globalTeardown: join(import.meta.dirname, `global-teardown${own}`),
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '^.+\\.ts$': [require.resolve('@swc/jest'), { ...swcOptions }] },
    // What a linked package expects of the project it is in.
    modulePaths: ['<rootDir>/node_modules'],
    moduleNameMapper: {
      '^@/(.*)/([^/.]+)$': '<rootDir>/src/$1/$2',
      '^@/(.*)$': '<rootDir>/src/$1',
      '^nestjs-tessera/components/([^/]+)$': '<rootDir>/src/components/$1/index.ts',
      '^nestjs-tessera/registry$': `<rootDir>/${generatedDir}/components.ts`,
      '^(nestjs-tessera|@prisma)/client$': `<rootDir>/${generatedDir}/prisma/client.ts`,
    },
    testTimeout: 60_000,
  };
}
