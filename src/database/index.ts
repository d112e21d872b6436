export { Prisma } from '../generated/prisma/client.ts';
export { applicationClient, ModelsMissingError } from './access/application-client.ts';
export { ClosedClientModule } from './access/closed-client.module.ts';
export { type ComponentAccess } from './access/component-access.ts';
export { ComponentClients, type SystemUse } from './access/component-clients.ts';
export { ForeignModelError } from './access/foreign-model.error.ts';
export { PrismaService } from './access/prisma-service.ts';
export { provideClients } from './access/provide-clients.ts';
export { ClientExtension, defineExtension } from './extensions/define-extension.ts';
export { ExtendedClient } from './extensions/extended-client.ts';
export { isCompleteCondition } from './limits/is-complete-condition.ts';
export { type Condition, type RowAction, type RowDecision, type RowLimits } from './limits/row-limits.ts';
export { RowsDeniedError } from './limits/rows-denied.error.ts';
export { UnlimitedQueryError } from './limits/unlimited-query.error.ts';
export { currentTenant, isTenantId, TenantError, type TenantProblem, withTenant } from '../context/index.ts';
export { TenantModels, tenantModels, type TenantModel } from './tenants/tenant-models.ts';
export { type SystemReach } from './tenants/system-reach.ts';
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
export { followLog, type FollowedLog } from './log/follow-log.ts';
export { Notifications } from './log/notifications.ts';
export { type WakeableWork, WakeableWorker } from './log/wakeable-worker.ts';
export { MigrationsUnreadableError } from './migrations-unreadable.error.ts';
export { readMigrationStatus, type MigrationStatus } from './migration-status.ts';
export { PrismaExceptionFilter } from './prisma-exception-filter.ts';
export { PoolTimeoutError } from './pool-timeout.error.ts';
export { PrismaModule } from './prisma.module.ts';
export { RootClient } from './root-client.ts';
export { NestedIsolationError } from './transactions/nested-isolation.error.ts';
export { afterCommit, type AfterCommit } from './transactions/open-transaction.ts';
export { type TransactionOptions } from './transactions/run-transaction.ts';
export { TransactionAbortedError } from './transactions/transaction-aborted.error.ts';
export { Transactional } from './transactions/transactional.decorator.ts';
export { transaction, Transactions } from './transactions/transactions.ts';
