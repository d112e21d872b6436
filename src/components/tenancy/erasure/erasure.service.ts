import { ConflictException, Inject, Injectable, NotFoundException } from '@nestjs/common';
import { z } from 'zod';
import { PrismaService, TenantModels, withTenant } from '@/database';
import { type Tenant, type TenantErasure } from '@/generated/prisma/client.ts';
import {
  currentPrincipal,
  nameOfPrincipal,
  orderBy,
  type Page,
  paginate,
  REGISTRY,
  type Registry,
} from '@/platform';
import { countRows, deleteRows } from '../data/tenant-rows.ts';
import { TenantDirectory } from '../tenants/tenant-directory.ts';
import { erasureDigest, type ErasureProof } from './erasure-digest.ts';
import { type EraseTenant, type RequestErasure } from './erasure-requests.ts';
import { ErasedModel, StayingModels } from './erasure-view.ts';
import { type ListErasures } from './list-erasures.ts';

const timeout = 10 * 60_000;
const reason = 'erase everything of a tenant';

/**
 * Erases everything that tenants have, of all components, in one transaction: all of it goes or nothing. Before, a tenant
 * is suspended and its erasure asked for; after, every tenant model is counted and the count kept.
 */
@Injectable()
export class ErasureService {
  constructor(
    private readonly prisma: PrismaService<'tenancy'>,
    private readonly directory: TenantDirectory,
    private readonly models: TenantModels,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

  async request(tenantId: string, { confirm, afterHours }: RequestErasure): Promise<Tenant> {
    await this.#require(tenantId, confirm);
    const eraseAfter = new Date(Date.now() + afterHours * 3_600_000);
    const [tenant] = await this.prisma.tenant.updateManyAndReturn({
      where: { id: tenantId, status: 'SUSPENDED' },
      data: { eraseAfter },
    });
    if (tenant) return tenant;
    throw new ConflictException('A tenant is erased only when it is suspended: suspend it first.');
  }

  async callOff(tenantId: string): Promise<void> {
    await this.directory.require(tenantId);
    await this.prisma.tenant.updateMany({ where: { id: tenantId }, data: { eraseAfter: null } });
  }

  async erase(tenantId: string, { confirm }: EraseTenant): Promise<TenantErasure> {
    const { slug } = await this.#require(tenantId, confirm);
    return await this.prisma.$transaction(
      async (tx) => {
        const erasedAt = new Date();
        // Of two that erase at once the second waits here, and finds none.
        const ready = await tx.tenant.updateMany({
          where: { id: tenantId, status: 'SUSPENDED', eraseAfter: { lte: erasedAt } },
          data: { updatedAt: erasedAt },
        });
        if (ready.count === 0) throw await this.#notYet(tenantId);
        const client = tx.asSystem(reason, { tenant: tenantId });
        const models = await this.#deleteAll(client);
        const actor = nameOfPrincipal(currentPrincipal());
        const proof: ErasureProof = { tenantId, slug, actor, erasedAt, models, stays: this.#stays() };
        return await tx.tenantErasure.create({
          data: { ...proof, models, stays: [...proof.stays], digest: erasureDigest(proof) },
        });
      },
      { timeout },
    );
  }

  list(query: ListErasures): Promise<Page<TenantErasure>> {
    return paginate(query, (window) =>
      this.prisma.tenantErasure.findMany({ orderBy: orderBy(query.sort), ...window }),
    );
  }

  /** The proof, checked against its digest and what is in the database now. */
  async check(tenantId: string) {
    const found = await this.prisma.tenantErasure.findUnique({ where: { tenantId } });
    if (found === null) throw new NotFoundException(`No tenant ${tenantId} was erased.`);
    const models = z.array(ErasedModel).parse(found.models);
    const stays = z.array(StayingModels).parse(found.stays);
    const isIntact = erasureDigest({ ...found, models, stays }) === found.digest;
    return { ...found, isIntact, leftNow: await withTenant(tenantId, () => this.#leftNow(tenantId)) };
  }

  async #leftNow(tenant: string) {
    const client = this.prisma.asSystem(reason, { tenant });
    const left: { component: string; model: string; left: number }[] = [];
    for (const model of this.models.inOrder) {
      left.push({ component: model.component, model: model.model, left: await countRows(client, model) });
    }
    return left;
  }

  /** Deletes what refers before what is referred to, and counts when all is gone. */
  async #deleteAll(client: object): Promise<ErasedModel[]> {
    const deleted = new Map<string, number>();
    for (const model of this.models.inOrder.toReversed()) {
      deleted.set(model.model, await refused(model.model, deleteRows(client, model)));
    }
    const erased: ErasedModel[] = [];
    for (const one of this.models.inOrder) {
      const { component, model } = one;
      erased.push({ component, model, deleted: deleted.get(model) ?? 0, left: await countRows(client, one) });
    }
    const rest = erased.filter(({ left }) => left > 0).map(({ model, left }) => `${left} of ${model}`);
    if (rest.length > 0) {
      throw new ConflictException(
        `Rows were written meanwhile (${rest.join(', ')}): nothing was erased. Try again.`,
      );
    }
    return erased;
  }

  /** What belongs to no tenant by its mark: people, audit trails, this proof. */
  #stays(): StayingModels[] {
    const tenants = new Set(this.models.inOrder.map(({ model }) => model));
    return this.registry.components.flatMap(({ name, models }) => {
      const others = models.filter((model) => !tenants.has(model));
      return others.length === 0 ? [] : [{ component: name, models: others }];
    });
  }

  async #require(tenantId: string, confirm: string): Promise<Tenant> {
    const tenant = await this.directory.require(tenantId);
    if (tenant.slug === confirm) return tenant;
    throw new ConflictException(`This tenant's slug is not "${confirm}": nothing was done.`);
  }

  async #notYet(tenantId: string): Promise<ConflictException> {
    const tenant = await this.directory.find(tenantId);
    if (tenant?.status !== 'SUSPENDED') return new ConflictException('The tenant is not suspended.');
    if (tenant.eraseAfter === null) return new ConflictException('The erasure was not asked for.');
    return new ConflictException(`The tenant may be erased from ${tenant.eraseAfter.toISOString()} on.`);
  }
}

/** Rows of a model without the mark may still refer to those of a tenant. */
async function refused<T>(model: string, deletion: Promise<T>): Promise<T> {
  try {
    return await deletion;
  } catch (error) {
    const code: unknown =
      typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code !== 'P2003') throw error;
    throw new ConflictException(
      `Something that belongs to no tenant refers to rows of ${model}: nothing was erased. Its model needs the mark "/// @tenant", or another onDelete.`,
      { cause: error },
    );
  }
}
