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
  constructor(private readonly prisma: PrismaService<'tenancy'>) {}

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
   * Creates the entry (version 1) or writes it and counts its version up. Writing the value it has already changes
   * nothing, so that a caller may repeat itself.
   * @throws ConflictException when the entry is not at `expectedVersion`.
   */
  put(owner: ConfigOwner, key: string, { value, expectedVersion }: PutConfig): Promise<WrittenConfig> {
    const input = value ?? Prisma.JsonNull;
    return expectedVersion === undefined
      ? this.putAlways(owner, key, input)
      : this.putAt(owner, key, input, expectedVersion);
  }

  /** Each step is one statement; another writer between two of them is met by the next round. */
  private async putAlways(owner: ConfigOwner, key: string, value: JsonInput): Promise<WrittenConfig> {
    const at = uniqueKey(owner, key).tenantId_scope_key;
    for (;;) {
      const [changed] = await this.prisma.tenantConfig.updateManyAndReturn({
        where: { ...at, NOT: { value: { equals: value } } },
        data: changeTo(value),
        omit,
      });
      const entry =
        changed ??
        (await this.prisma.tenantConfig.findFirst({ where: { ...at, value: { equals: value } }, omit }));
      if (entry) return { entry, isNew: false };
      const created = await this.create(owner, key, value);
      if (created) return { entry: created, isNew: true };
    }
  }

  private async putAt(
    owner: ConfigOwner,
    key: string,
    value: JsonInput,
    expectedVersion: number,
  ): Promise<WrittenConfig> {
    const where = uniqueKey(owner, key);
    const isNew = expectedVersion === 0;
    const entry = isNew
      ? await this.create(owner, key, value)
      : await this.changeAt(where, value, expectedVersion);
    if (entry) return { entry, isNew };
    const found = await this.prisma.tenantConfig.findUnique({ where, select: { version: true } });
    throw new ConflictException(
      `The entry ${key} is at version ${found?.version ?? 0}, not ${expectedVersion}.`,
    );
  }

  private async changeAt(
    where: ReturnType<typeof uniqueKey>,
    value: JsonInput,
    version: number,
  ): Promise<ConfigEntry | undefined> {
    const [entry] = await this.prisma.tenantConfig.updateManyAndReturn({
      where: { ...where.tenantId_scope_key, version },
      data: changeTo(value),
      omit,
    });
    return entry;
  }

  /** @returns undefined when there is an entry already */
  private async create(owner: ConfigOwner, key: string, value: JsonInput): Promise<ConfigEntry | undefined> {
    const data = { ...owner, scope: scopeOf(owner), key, value };
    const [entry] = await this.prisma.tenantConfig.createManyAndReturn({ data, skipDuplicates: true, omit });
    return entry;
  }

  async remove(owner: ConfigOwner, key: string): Promise<void> {
    await this.prisma.tenantConfig.delete({ where: uniqueKey(owner, key) });
  }
}

type JsonInput = Prisma.InputJsonValue | typeof Prisma.JsonNull;

/** An entry after a write, and whether the write made it. */
export interface WrittenConfig {
  readonly entry: ConfigEntry;
  readonly isNew: boolean;
}

function changeTo(value: JsonInput) {
  return { value, version: { increment: 1 } };
}

const omit = { scope: true } as const;

function uniqueKey(owner: ConfigOwner, key: string) {
  return { tenantId_scope_key: { tenantId: owner.tenantId, scope: scopeOf(owner), key } };
}
