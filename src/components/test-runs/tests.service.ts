import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Prisma } from '@/generated/prisma/client.ts';
import { containsText, orderBy, paginate } from '@/platform';
import { AuditTrail } from './audit-trail.ts';
import { type CreateTest, type TestQuery, type UpdateTest } from './dto/test.ts';

const include = {
  tags: { select: { name: true }, orderBy: { name: 'asc' } },
  suite: { select: { organizationId: true } },
} satisfies Prisma.TestRunTestInclude;
type TestRow = Prisma.TestRunTestGetPayload<{ include: typeof include }>;

@Injectable()
export class TestsService {
  constructor(
    private readonly prisma: PrismaService<'test-runs'>,
    private readonly audit: AuditTrail,
  ) {}

  async list({ organizationId, suiteId, type, tag, name, ...query }: TestQuery) {
    const where: Prisma.TestRunTestWhereInput = {
      ...{ suiteId, type },
      ...(organizationId === undefined ? {} : { suite: { organizationId } }),
      ...(tag === undefined ? {} : { tags: { some: { name: tag } } }),
      ...(name === undefined ? {} : { name: containsText(name) }),
    };
    const page = await paginate(query, (window) =>
      this.prisma.testRunTest.findMany({ where, include, orderBy: orderBy(query.sort), ...window }),
    );
    return { ...page, items: page.items.map(testView) };
  }

  /** @throws NotFoundException */
  async get(id: string) {
    return testView(await this.find(this.prisma, id));
  }

  create({ tags, ...input }: CreateTest, actor: string) {
    return this.prisma.$transaction(async (tx) => {
      const organizationId = await this.organizationOf(tx, input.suiteId);
      const data = { ...input, tags: { connect: await this.tagsOf(tx, organizationId, tags) } };
      const after = await tx.testRunTest.create({ data, include });
      await this.audit.record(tx, { ...subject(after), action: 'CREATED', actor, after: testView(after) });
      return testView(after);
    });
  }

  update(id: string, { tags, ...patch }: UpdateTest, actor: string) {
    return this.prisma.$transaction(async (tx) => {
      const before = await this.find(tx, id);
      const { organizationId } = before.suite;
      if (patch.suiteId !== undefined && (await this.organizationOf(tx, patch.suiteId)) !== organizationId) {
        throw new ConflictException('A test stays in its organisation: its results and tags belong there');
      }
      const connect = tags && (await this.tagsOf(tx, organizationId, tags));
      const data = { ...patch, ...(connect && { tags: { set: [], connect } }) };
      const after = await tx.testRunTest.update({ where: { id }, data, include });
      const states = { before: testView(before), after: testView(after) };
      await this.audit.record(tx, { ...subject(after), action: 'UPDATED', actor, ...states });
      return testView(after);
    });
  }

  /** Refused (409) once it has results: they would be lost. */
  async remove(id: string, actor: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const before = await tx.testRunTest.delete({ where: { id }, include });
      await this.audit.record(tx, { ...subject(before), action: 'DELETED', actor, before: testView(before) });
    });
  }

  private async find(client: PrismaService<'test-runs'>, id: string): Promise<TestRow> {
    const test = await client.testRunTest.findUnique({ where: { id }, include });
    if (test === null) throw new NotFoundException(`No test ${id}`);
    return test;
  }

  /**
   * Makes the tags there are not yet. In one statement and in one order, so that callers with the same new tags at the
   * same moment neither fail nor block each other.
   */
  private async tagsOf(tx: PrismaService<'test-runs'>, organizationId: string, names: readonly string[]) {
    const data = [...names].sort().map((name) => ({ organizationId, name }));
    await tx.testRunTag.createMany({ data, skipDuplicates: true });
    return data.map((tag) => ({ organizationId_name: tag }));
  }

  private async organizationOf(tx: PrismaService<'test-runs'>, suiteId: string): Promise<string> {
    const suite = await tx.testRunSuite.findUnique({ where: { id: suiteId } });
    if (suite === null) throw new ConflictException(`There is no suite ${suiteId}`);
    return suite.organizationId;
  }
}

/** What clients and the audit log see: tags by name. */
function testView({ id, suiteId, name, description, type, tags, createdAt, updatedAt }: TestRow) {
  const tagNames = tags.map((tag) => tag.name);
  return { id, suiteId, name, description, type, tags: tagNames, createdAt, updatedAt };
}

function subject({ id, suite }: TestRow) {
  return { organizationId: suite.organizationId, entity: 'TEST', entityId: id } as const;
}
