import { ColumnTypeEnum, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { EngineError } from '../postgres/connection/engine-error.ts';

/**
 * Answers the one question the engine asks every new connection (is the schema there, which version), so
 * that schemas can be compared with no database at all, as the native engine does it.
 */
export function createOfflineAdapter(): SqlDriverAdapter {
  const refuse = (): Promise<never> =>
    Promise.reject(
      new EngineError(undefined, 'This command needs a database, but no datasource URL is configured.'),
    );
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    queryRaw: () =>
      Promise.resolve({
        columnNames: ['exists', 'version', 'numeric_version'],
        columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
        rows: [[true, 'PostgreSQL 18.0', 180_000]],
      }),
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    dispose: () => Promise.resolve(),
  };
}
