import { z } from 'zod';
import { TestRunTestType } from '@/generated/prisma/client.ts';
import { PageQuery, sortBy } from '@/platform';

/** Tags are written in lower case, so that `Critical` and `critical` are one. */
export const TagName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Must be letters, digits and hyphens')
  .meta({ example: 'critical' });

const Tags = z
  .array(TagName)
  .max(20)
  .transform((names) => [...new Set(names)].sort());

const Name = z.string().trim().min(1).max(255);
const Description = z.string().max(5000).nullable();

export const CreateTest = z.strictObject({
  suiteId: z.uuid(),
  name: Name,
  description: Description.default(null),
  type: z.enum(TestRunTestType),
  tags: Tags.default([]),
});
export type CreateTest = z.output<typeof CreateTest>;

export const UpdateTest = z.strictObject({
  suiteId: z.uuid().optional().meta({ description: 'Moves the test; same organisation only' }),
  name: Name.optional(),
  description: Description.optional(),
  type: z.enum(TestRunTestType).optional(),
  tags: Tags.optional().meta({ description: 'Replaces all tags' }),
});
export type UpdateTest = z.output<typeof UpdateTest>;

export const TestQuery = PageQuery.extend({
  organizationId: z.uuid().optional(),
  suiteId: z.uuid().optional().meta({ description: 'Tests directly in this suite' }),
  type: z.enum(TestRunTestType).optional(),
  tag: TagName.optional(),
  name: z.string().max(255).optional().meta({ description: 'Tests whose name contains this' }),
  sort: sortBy('createdAt', 'name', 'type'),
});
export type TestQuery = z.output<typeof TestQuery>;

export const TestView = z
  .object({
    id: z.uuid(),
    suiteId: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    type: z.enum(TestRunTestType),
    tags: z.array(z.string()),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ title: 'TestRunTest' });
