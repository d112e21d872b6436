export const metricsFile = 'src/components/metrics/metrics.module.ts';

/** A component whose provider has `members`. */
const metrics = (members: string): string => `import { createServer } from 'node:http';
import { Injectable, Module } from '@nestjs/common';
@Injectable()
class Metrics {
  readonly server = createServer((_, response) => response.end('metrics'));
${members}
}
@Module({ providers: [Metrics] })
export class MetricsModule {}
`;

/** Its provider opens a port of its own, and closes it again. */
export const portHolder = (port: number): string =>
  metrics(`
  async onModuleInit(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(${port}, '127.0.0.1', resolve);
    });
  }
  async onModuleDestroy(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }`);

/** Its provider registers what is never taken out again, as with the metrics of a whole process. */
export const registryHolder = metrics(`
  constructor() {
    if (Reflect.has(globalThis, 'requests')) throw new Error('requests is registered already');
    Reflect.set(globalThis, 'requests', true);
  }`);

/** It holds nothing. */
export const noPort = metrics('');
