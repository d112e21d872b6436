import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type TestRunSuite } from '@/generated/prisma/client.ts';
import { containsText, orderBy, paginate } from '@/platform';
import { AuditTrail } from './audit-trail.ts';
import { type CreateSuite, ROOT, type SuiteQuery, type UpdateSuite } from './dto/suite.ts';
import { nestSubtree, type SuiteNode } from './nest-subtree.ts';
import { SuiteTreeRepository } from './suite-tree.repository.ts';

type Place = Pick<TestRunSuite, 'organizationId' | 'parentId' | 'name'>;

@Injectable()
export class SuitesService {
  constructor(
    private readonly prisma: PrismaService<'test-runs'>,
    private readonly tree: SuiteTreeRepository,
    private readonly audit: AuditTrail,
  ) {}

  list({ organizationId, parentId, name, ...query }: SuiteQuery) {
    const where = {
      organizationId,
      parentId: parentId === ROOT ? null : parentId,
      ...(name === undefined ? {} : { name: containsText(name) }),
    };
    return paginate(query, (window) =>
      this.prisma.testRunSuite.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  /** @throws NotFoundException */
  get(id: string): Promise<TestRunSuite> {
    return this.find(this.prisma, id);
  }

  /** @throws NotFoundException */
  async subtree(id: string): Promise<SuiteNode> {
    const root = nestSubtree(await this.tree.subtree(id));
    if (root === undefined) throw new NotFoundException(`No suite ${id}`);
    return root;
  }

  create(input: CreateSuite, actor: string): Promise<TestRunSuite> {
    return this.prisma.$transaction(async (tx) => {
      await this.tree.lockTree(tx, input.organizationId);
      await this.assertPlace(tx, input);
      const after = await tx.testRunSuite.create({ data: input });
      await this.audit.record(tx, { ...subject(after), action: 'CREATED', actor, after });
      return after;
    });
  }

  update(id: string, patch: UpdateSuite, actor: string): Promise<TestRunSuite> {
    return this.prisma.$transaction(async (tx) => {
      const before = await this.findLocked(tx, id);
      if (patch.name !== undefined && patch.name !== before.name) {
        await this.assertPlace(tx, { ...before, name: patch.name });
      }
      const after = await tx.testRunSuite.update({ where: { id }, data: patch });
      await this.audit.record(tx, { ...subject(after), action: 'UPDATED', actor, before, after });
      return after;
    });
  }

  /** Hangs a suite, with everything below it, under another parent. Null makes it a root. */
  move(id: string, parentId: string | null, actor: string): Promise<TestRunSuite> {
    return this.prisma.$transaction(async (tx) => {
      const before = await this.findLocked(tx, id);
      if (before.parentId === parentId) return before;
      if (parentId !== null && (await this.tree.isWithin(tx, parentId, id))) {
        throw new ConflictException(`The suite "${before.name}" cannot move into itself or a suite below it`);
      }
      await this.assertPlace(tx, { ...before, parentId });
      const after = await tx.testRunSuite.update({ where: { id }, data: { parentId } });
      await this.audit.record(tx, { ...subject(after), action: 'MOVED', actor, before, after });
      return after;
    });
  }

  /** Refused (409) while it has suites, tests or executions. */
  async remove(id: string, actor: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const before = await tx.testRunSuite.delete({ where: { id } });
      await this.audit.record(tx, { ...subject(before), action: 'DELETED', actor, before });
    });
  }

  private async find(client: PrismaService<'test-runs'>, id: string): Promise<TestRunSuite> {
    const suite = await client.testRunSuite.findUnique({ where: { id } });
    if (suite === null) throw new NotFoundException(`No suite ${id}`);
    return suite;
  }

  /** Reads again under the lock: the suite may have moved while we waited for it. */
  private async findLocked(tx: PrismaService<'test-runs'>, id: string): Promise<TestRunSuite> {
    const { organizationId } = await this.find(tx, id);
    await this.tree.lockTree(tx, organizationId);
    return this.find(tx, id);
  }

  /** Same organisation as the parent, and a name free among the siblings. */
  private async assertPlace(tx: PrismaService<'test-runs'>, { organizationId, parentId, name }: Place) {
    if (parentId !== null) {
      const parent = await tx.testRunSuite.findUnique({ where: { id: parentId } });
      if (parent?.organizationId !== organizationId) {
        throw new ConflictException(`The organisation has no suite ${parentId} to be the parent`);
      }
    }
    // The unique index does not see roots: PostgreSQL takes two NULL parents for different ones.
    const twin = await tx.testRunSuite.findFirst({ where: { organizationId, parentId, name } });
    if (twin !== null) throw new ConflictException(`There is already a suite "${name}" at this place`);
  }
}

function subject({ id, organizationId }: TestRunSuite) {
  return { organizationId, entity: 'SUITE', entityId: id } as const;
}
