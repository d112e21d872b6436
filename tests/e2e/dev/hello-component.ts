import { z } from 'zod';

export const helloFile = 'src/components/hello/hello.module.ts';
export const helloSchema = 'src/components/hello/prisma/schema.prisma';

/** A component that answers, shows what it runs on, counts over swaps, and does on start what it is told to. */
export const hello = (
  answer: string,
  onStart = '',
  more = '',
) => `import { PassThrough } from 'node:stream'; import { Controller, Get, Injectable, Module, StreamableFile } from '@nestjs/common';
import { PrismaService } from '@/database';
import { HotState, Public } from '@/platform';
${more}
const isCounter = (value: unknown): value is { starts: number } =>
  typeof value === 'object' && value !== null && 'starts' in value;
@Injectable()
class Counter {
  readonly kept: { starts: number; finish?: () => void };
  constructor(hot: HotState) {
    this.kept = hot.keep('hello/counter', { create: () => ({ starts: 0 }), matches: isCounter });
    this.kept.starts += 1;
  }
  async onModuleInit(): Promise<void> {
    ${onStart}
  }
}
@Public() @Controller('hello')
class HelloController {
  constructor(private readonly counter: Counter, private readonly prisma: PrismaService) {}
  @Get() hello(): string {
    return '${answer}';
  }
  @Get('facts') async facts() {
    const rows = await this.prisma.$queryRaw\`SELECT pid FROM pg_stat_activity WHERE application_name = 'tessera' AND datname = current_database() ORDER BY pid\`;
    const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
    return { pid: process.pid, starts: this.counter.kept.starts, backends: rows, listeners };
  }
  @Get('greeting') greeting(): string {
    return String(process.env['GREETING']);
  }
  @Get('stream') stream(): StreamableFile {
    const answer = new PassThrough();
    answer.write('begin ');
    this.counter.kept.finish = () => { answer.end('${answer}'); };
    return new StreamableFile(answer);
  }
  @Get('finish') finish(): void {
    this.counter.kept.finish?.();
  }
}
@Module({ controllers: [HelloController], providers: [Counter] })
export class HelloModule {}
`;

/** The component's files: it asks the database for its connections, which is SQL of its own. */
export const helloFiles = (answer: string): Record<string, string> => ({
  [helloFile]: hello(answer),
  'src/components/hello/component.json': '{ "database": { "raw": true } }\n',
});

/** What `/hello/facts` answers. */
export const Facts = z.object({
  pid: z.number(),
  starts: z.number(),
  backends: z.array(z.object({ pid: z.number() }).transform(({ pid }) => pid)),
  /** Listeners on the process. */
  listeners: z.number(),
});
