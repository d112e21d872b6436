import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { Prisma } from '@/generated/prisma/client.ts';
import { orderBy, type Page, paginate, startsWithText } from '@/platform';
import { type ConfigEntry, type ConfigOwner, scopeOf } from './config-owner.ts';
import { type ListConfig } from './list-config.ts';
import { type PutConfig } from './put-config.ts';

/** Key-value settings of tenants and workspaces. Callers have checked that the owner exists. */
@Injectable()
export class ConfigService {
  constructor(private readonly prisma: PrismaService) {}

  list(owner: ConfigOwner, query: ListConfig): Promise<Page<ConfigEntry>> {
    const where: Prisma.TenantConfigWhereInput = {
      tenantId: owner.tenantId,
      scope: scopeOf(owner),
    };
    if (query.prefix) where.key = startsWithText(query.prefix);
    return paginate(query, (window) =>
      this.prisma.tenantConfig.findMany({ where, omit, orderBy: orderBy(query.sort), ...window }),
    );
  }

  /** A workspace's own entries, and its tenant's where it has none of that key; by key. */
  async effective(owner: ConfigOwner): Promise<ConfigEntry[]> {
    const entries = await this.prisma.tenantConfig.findMany({
      where: { tenantId: owner.tenantId, OR: [{ workspaceId: null }, { workspaceId: owner.workspaceId }] },
      omit,
      orderBy: [{ key: 'asc' }, { workspaceId: { sort: 'asc', nulls: 'first' } }],
    });
    // A later entry of a key replaces an earlier one and keeps its place.
    return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
  }

  async get(owner: ConfigOwner, key: string): Promise<ConfigEntry> {
    const entry = await this.prisma.tenantConfig.findUnique({ where: uniqueKey(owner, key), omit });
    if (!entry) throw new NotFoundException(`There is no entry ${key}.`);
    return entry;
  }

  /**
   * Creates the entry (version 1) or writes it and counts its version up.
   * @throws ConflictException when the entry is not at `expectedVersion`.
   */
  async put(owner: ConfigOwner, key: string, input: PutConfig): Promise<ConfigEntry> {
    const { expectedVersion } = input;
    const value = input.value ?? Prisma.JsonNull;
    const create = { ...owner, scope: scopeOf(owner), key, value };
    const update = { value, version: { increment: 1 } };
    const where = uniqueKey(owner, key);
    if (expectedVersion === undefined) {
      return this.prisma.tenantConfig.upsert({ where, create, update, omit });
    }
    // One statement each, so that of two writers with the same expectation one wins.
    const written =
      expectedVersion === 0
        ? await this.prisma.tenantConfig.createManyAndReturn({ data: create, skipDuplicates: true, omit })
        : await this.prisma.tenantConfig.updateManyAndReturn({
            where: { ...where.tenantId_scope_key, version: expectedVersion },
            data: update,
            omit,
          });
    const [entry] = written;
    if (entry) return entry;
    const found = await this.prisma.tenantConfig.findUnique({ where, select: { version: true } });
    throw new ConflictException(
      `The entry ${key} is at version ${found?.version ?? 0}, not ${expectedVersion}.`,
    );
  }

  async remove(owner: ConfigOwner, key: string): Promise<void> {
    await this.prisma.tenantConfig.delete({ where: uniqueKey(owner, key) });
  }
}

const omit = { scope: true } as const;

function uniqueKey(owner: ConfigOwner, key: string) {
  return { tenantId_scope_key: { tenantId: owner.tenantId, scope: scopeOf(owner), key } };
}
