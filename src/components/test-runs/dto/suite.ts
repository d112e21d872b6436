import { z } from 'zod';
import { PageQuery, sortBy } from '@/platform';
import { type SuiteNode } from '../nest-subtree.ts';

/** Stands for "no parent" in a query. */
export const ROOT = 'root';

const Name = z.string().trim().min(1).max(255);
const Description = z.string().max(5000).nullable();

export const CreateSuite = z.strictObject({
  organizationId: z.uuid(),
  parentId: z.uuid().nullable().default(null).meta({ description: 'Null or absent: a root' }),
  name: Name,
  description: Description.default(null),
});
export type CreateSuite = z.output<typeof CreateSuite>;

export const UpdateSuite = z.strictObject({ name: Name.optional(), description: Description.optional() });
export type UpdateSuite = z.output<typeof UpdateSuite>;

export const MoveSuite = z.strictObject({
  parentId: z.uuid().nullable().meta({ description: 'The new parent; null makes the suite a root' }),
});
export type MoveSuite = z.output<typeof MoveSuite>;

export const SuiteQuery = PageQuery.extend({
  organizationId: z.uuid().optional(),
  parentId: z
    .union([z.uuid(), z.literal(ROOT)])
    .optional()
    .meta({ description: `Suites directly below this one; \`${ROOT}\` for those without a parent` }),
  name: z.string().max(255).optional().meta({ description: 'Suites whose name contains this' }),
  sort: sortBy('createdAt', 'name'),
});
export type SuiteQuery = z.output<typeof SuiteQuery>;

export const SuiteView = z
  .object({
    id: z.uuid(),
    organizationId: z.uuid(),
    parentId: z.uuid().nullable(),
    name: z.string(),
    description: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ title: 'TestRunSuite' });

/** A suite with the suites below it. */
export const SuiteNodeView: z.ZodType<SuiteNode> = z
  .object({
    id: z.uuid(),
    parentId: z.uuid().nullable(),
    name: z.string(),
    depth: z.int(),
    testCount: z.int(),
    get children() {
      return z.array(SuiteNodeView);
    },
  })
  .meta({ id: 'TestRunSuiteNode' });
