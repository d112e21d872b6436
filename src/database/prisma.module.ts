import { Global, Module } from '@nestjs/common';
import { HotModule, HotState } from '../dev-runtime/index.ts';
import { DATABASE_OPTIONS, type DatabaseOptions, readDatabaseOptions } from './database-options.ts';
import { keepClient } from './keep-client.ts';
import { PrismaService } from './prisma.service.ts';

/** Gives every component the one `PrismaService`; connection settings come from the environment. */
@Global()
@Module({
  // It gives the client back, so it has to be the last to go.
  imports: [HotModule],
  providers: [
    { provide: DATABASE_OPTIONS, useFactory: () => readDatabaseOptions(process.env) },
    {
      provide: PrismaService,
      inject: [HotState, DATABASE_OPTIONS],
      useFactory: (hot: HotState, options: DatabaseOptions) => keepClient(hot, options),
    },
  ],
  exports: [PrismaService, DATABASE_OPTIONS],
})
export class PrismaModule {}
