import { type PrismaService } from '@/database';
import { type Sql } from './queue.port.ts';

/** SQL that is part of the transaction around the caller, if there is one. */
export function ambientSql(prisma: PrismaService<'jobs'>): Sql {
  return {
    executeSql: async (text, values = []) => ({
      rows: await prisma.$queryRawUnsafe<unknown[]>(text, ...values),
    }),
  };
}
