export { Prisma } from '../generated/prisma/client.ts';
export { type ComponentAccess } from './access/component-access.ts';
export { connectionFailure } from './connection-failure.ts';
export {
  DATABASE_OPTIONS,
  databaseOptions,
  databaseVariables,
  type DatabaseOptions,
} from './database-options.ts';
export { DatabaseUnreachableError } from './database-unreachable.error.ts';
export { describeMigrations } from './describe-migrations.ts';
export { findChangedModels, findMissingColumns, type MissingColumns } from './missing-columns.ts';
export { MigrationsUnreadableError } from './migrations-unreadable.error.ts';
export { readMigrationStatus, type MigrationStatus } from './migration-status.ts';
export { PrismaExceptionFilter } from './prisma-exception-filter.ts';
export { PoolTimeoutError } from './pool-timeout.error.ts';
export { PrismaModule } from './prisma.module.ts';
export { PrismaService } from './prisma.service.ts';
