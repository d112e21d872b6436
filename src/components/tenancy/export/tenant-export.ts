import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HttpException, Injectable } from '@nestjs/common';
import { PrismaService, TenantModels } from '@/database';
import { TenantDirectory } from '../tenants/tenant-directory.ts';
import { exportLines } from './export-lines.ts';

/** Each has a connection until its last line is read: they must not take those of all other requests. */
const atOnce = 2;
const timeout = 10 * 60_000;

/** Exports tenants, as they are at one moment: nothing that is written meanwhile is in it, or missing. */
@Injectable()
export class TenantExport {
  #running = 0;

  constructor(
    private readonly prisma: PrismaService<'tenancy'>,
    private readonly directory: TenantDirectory,
    private readonly models: TenantModels,
  ) {}

  /**
   * @returns the lines; it fails, without its last line, when the database does or the reader takes more than ten minutes.
   * @throws NotFoundException without such a tenant; HttpException (429) while others are exported.
   */
  async start(tenantId: string): Promise<Readable> {
    const tenant = await this.directory.require(tenantId);
    if (this.#running >= atOnce) {
      throw new HttpException(
        { message: `${atOnce} exports are under way: try again when one has ended.`, retryAfter: 30 },
        429,
      );
    }
    const lines = new PassThrough();
    this.#running += 1;
    this.prisma
      .$transaction(
        async (tx) => {
          const client = tx.asSystem('export everything of a tenant', { tenant: tenantId });
          await pipeline(exportLines(client, tenant, this.models.inOrder), lines);
        },
        { isolationLevel: 'RepeatableRead', timeout },
      )
      .catch((error: unknown) => lines.destroy(error instanceof Error ? error : new Error(String(error))))
      .finally(() => (this.#running -= 1));
    // What fails before anything is sent is answered as any failure.
    await once(lines, 'readable');
    return lines;
  }
}
