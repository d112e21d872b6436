import { ConflictException, Injectable } from '@nestjs/common';
import { currentTenant, PrismaService, TenantError } from '@/database';
import { DeclaredLimits, TenantLimitError } from './declared-limits.ts';
import { type TenantLimit } from './tenant-limit.ts';

/** A limit with what the tenant at hand has of it. */
export interface LimitUse {
  readonly name: string;
  readonly what: string;
  readonly max: number;
  readonly used: number;
  /** Whether the operator has set it for this tenant. */
  readonly isOwn: boolean;
}

/** Keeps the tenant at hand within its limits, also where many ask at once. */
@Injectable()
export class TenantLimits {
  constructor(
    private readonly prisma: PrismaService<'tenancy'>,
    private readonly declared: DeclaredLimits,
  ) {}

  /**
   * Does work that makes one more, or some more, in a transaction with the count of what is there. Others who make one of
   * the same wait until it ends, so that the last place is given once.
   *
   * @throws ConflictException when they would be too many; the problem has `limit`, `max` and `used`.
   */
  async within<T>(name: string, work: () => Promise<T>, more = 1): Promise<T> {
    return await this.prisma.$transaction(async () => {
      await this.check(name, more);
      return await work();
    });
  }

  /**
   * The same for work in a transaction that is open already: what is made after this and before its end counts.
   *
   * @throws ConflictException
   */
  async check(name: string, more = 1): Promise<void> {
    const limit = this.#require(name);
    const max = await this.#lock(limit);
    const used = await limit.count();
    if (used + more <= max) return;
    throw new ConflictException({
      message: `The tenant has ${used} of ${max} ${limit.what} (limit ${name}).`,
      extensions: { limit: name, max, used },
    });
  }

  async uses(): Promise<LimitUse[]> {
    const set = await this.prisma.tenantLimitSetting.findMany();
    const uses: LimitUse[] = [];
    for (const { name, what, max, ...limit } of this.declared.all().map(plain)) {
      const own = set.find((one) => one.name === name)?.max ?? undefined;
      uses.push({ name, what, max: own ?? max, used: await limit.count(), isOwn: own !== undefined });
    }
    return uses;
  }

  /** @param max undefined: what the component says. @returns false when no component declares it */
  async set(name: string, max: number | undefined): Promise<boolean> {
    if (this.declared.find(name) === undefined) return false;
    const key = { tenantId: tenantAtHand(), name };
    await this.prisma.tenantLimitSetting.createMany({ data: key, skipDuplicates: true });
    await this.prisma.tenantLimitSetting.updateMany({ where: { name }, data: { max: max ?? null } });
    return true;
  }

  /** The transaction that changes the row has it until its end; the count that follows sees what others made. */
  async #lock({ name, max }: TenantLimit): Promise<number> {
    const key = { tenantId: tenantAtHand(), name };
    const lock = () =>
      this.prisma.tenantLimitSetting.updateManyAndReturn({
        where: { name },
        data: { updatedAt: new Date() },
      });
    const [locked] = await lock();
    if (locked !== undefined) return locked.max ?? max;
    await this.prisma.tenantLimitSetting.createMany({ data: key, skipDuplicates: true });
    const [made] = await lock();
    return made?.max ?? max;
  }

  #require(name: string): TenantLimit {
    const limit = this.declared.find(name);
    if (limit === undefined) throw new TenantLimitError(`No component declares the limit "${name}".`);
    return limit;
  }
}

function plain(limit: TenantLimit) {
  return { name: limit.name, what: limit.what, max: limit.max, count: () => limit.count() };
}

/** @throws TenantError */
function tenantAtHand(): string {
  const tenant = currentTenant();
  if (tenant === undefined) throw new TenantError('ACCESS.NO_TENANT', 'Limits are those of a tenant.');
  return tenant;
}
