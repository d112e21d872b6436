import { Global, Module } from '@nestjs/common';
import { HotModule, HotState } from '../dev-runtime/index.ts';
import { DATABASE_OPTIONS, type DatabaseOptions, readDatabaseOptions } from './database-options.ts';
import { keepListener } from './log/keep-listener.ts';
import { Notifications } from './log/notifications.ts';
import { keepClient } from './keep-client.ts';
import { closedClient } from './access/closed-client.ts';
import { PrismaService } from './access/prisma-service.ts';
import { ExtendedClient } from './extensions/extended-client.ts';
import { RootClient } from './root-client.ts';
import { Transactions } from './transactions/transactions.ts';

/**
 * Gives the kernel the one database client, with connection settings from the environment. Each component gets its own
 * view of it as `PrismaService` (`provideClients`); elsewhere that name stands for a client that refuses everything.
 */
@Global()
@Module({
  // It gives the client back, so it has to be the last to go.
  imports: [HotModule],
  providers: [
    { provide: DATABASE_OPTIONS, useFactory: () => readDatabaseOptions(process.env) },
    {
      provide: RootClient,
      inject: [HotState, DATABASE_OPTIONS],
      useFactory: (hot: HotState, options: DatabaseOptions) => keepClient(hot, options),
    },
    { provide: PrismaService, useFactory: closedClient },
    ExtendedClient,
    {
      provide: Notifications,
      inject: [RootClient, HotState, DATABASE_OPTIONS],
      useFactory: (root: RootClient, hot: HotState, options: DatabaseOptions) =>
        new Notifications(root, keepListener(hot, options)),
    },
    Transactions,
  ],
  exports: [RootClient, ExtendedClient, Transactions, Notifications, PrismaService, DATABASE_OPTIONS],
})
export class PrismaModule {}
