import { z } from 'zod';

/** What the application's process says of itself, after it has collected its garbage. */
export const Facts = z.object({
  pid: z.number(),
  heapMiB: z.number(),
  residentMiB: z.number(),
  timers: z.number(),
  listeners: z.number(),
  connections: z.number(),
});
export type Facts = z.infer<typeof Facts>;

/** Source of a component that answers `GET /facts`. */
export const factsModule = `import { Controller, Get, Module } from '@nestjs/common'; 
import { Public } from '@/platform';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PrismaService } from '@/database';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

@Public() @Controller('facts')
class FactsController {
  constructor(private readonly prisma: PrismaService) {}

  @Get()
  async facts() {
    const [row] = await this.prisma.$queryRaw<{ count: number }[]>\`
      SELECT count(*)::int AS "count" FROM pg_stat_activity WHERE datname = current_database()\`;
    if (typeof collect === 'function') collect();
    const { heapUsed, rss } = process.memoryUsage();
    return {
      pid: process.pid,
      heapMiB: heapUsed / 2 ** 20,
      residentMiB: rss / 2 ** 20,
      timers: process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
      listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
      connections: row?.count ?? 0,
    };
  }
}

@Module({ controllers: [FactsController] })
export class FactsModule {}
`;
