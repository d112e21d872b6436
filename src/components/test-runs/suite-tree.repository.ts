import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';

/** A suite in a subtree; depth 0 is the suite that was asked for. */
export interface SuiteRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly depth: number;
  readonly testCount: number;
}

/** The questions about the tree that need recursion, which Prisma's client cannot express. */
@Injectable()
export class SuiteTreeRepository {
  constructor(private readonly prisma: PrismaService<'test-runs'>) {}

  /** A suite and everything below it, parents before children; empty for an unknown id. */
  subtree(id: string): Promise<SuiteRow[]> {
    return this.prisma.$queryRaw<SuiteRow[]>`
      WITH RECURSIVE tree AS (
        SELECT id, parent_id, name, 0 AS depth FROM test_run_suites WHERE id = ${id}::uuid
        UNION ALL
        SELECT child.id, child.parent_id, child.name, tree.depth + 1
        FROM test_run_suites child JOIN tree ON child.parent_id = tree.id
      )
      SELECT tree.id, tree.parent_id AS "parentId", tree.name, tree.depth, count(test.id)::int AS "testCount"
      FROM tree LEFT JOIN test_run_tests test ON test.suite_id = tree.id
      GROUP BY tree.id, tree.parent_id, tree.name, tree.depth
      ORDER BY tree.depth, tree.name, tree.id`;
  }

  /** Whether a suite is the ancestor itself or lies below it. Walks up, so its cost is the depth. */
  async isWithin(tx: PrismaService<'test-runs'>, id: string, ancestorId: string): Promise<boolean> {
    const rows = await tx.$queryRaw<{ found: boolean }[]>`
      WITH RECURSIVE path AS (
        SELECT id, parent_id FROM test_run_suites WHERE id = ${id}::uuid
        UNION ALL
        SELECT parent.id, parent.parent_id FROM test_run_suites parent JOIN path ON parent.id = path.parent_id
      )
      SELECT EXISTS (SELECT 1 FROM path WHERE id = ${ancestorId}::uuid) AS found`;
    return rows[0]?.found === true;
  }

  /**
   * Holds off other changes of an organisation's tree until the transaction ends: two moves, each fine
   * alone, could otherwise close a circle.
   */
  async lockTree(tx: PrismaService<'test-runs'>, organizationId: string): Promise<void> {
    await tx.$queryRaw`SELECT id FROM test_run_organizations WHERE id = ${organizationId}::uuid FOR UPDATE`;
  }
}
