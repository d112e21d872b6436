import { Global, Module } from '@nestjs/common';
import { DATABASE_OPTIONS, readDatabaseOptions } from './database-options.ts';
import { PrismaService } from './prisma.service.ts';

/** Gives every component the one `PrismaService`; connection settings come from the environment. */
@Global()
@Module({
  providers: [
    { provide: DATABASE_OPTIONS, useFactory: () => readDatabaseOptions(process.env) },
    PrismaService,
  ],
  exports: [PrismaService, DATABASE_OPTIONS],
})
export class PrismaModule {}
