import { z } from 'zod';
import { TestRunAuditAction, TestRunEntity } from '@/generated/prisma/client.ts';
import { PageQuery, sortBy } from '@/platform';

const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const AuditQuery = PageQuery.extend({
  organizationId: z.uuid().optional(),
  action: z.enum(TestRunAuditAction).optional(),
  entity: z.enum(TestRunEntity).optional(),
  entityId: z.uuid().optional(),
  actor: z.string().max(200).optional(),
  from: Moment.optional().meta({ description: 'Written at or after' }),
  to: Moment.optional().meta({ description: 'Written before' }),
  sort: sortBy('createdAt'),
});
export type AuditQuery = z.output<typeof AuditQuery>;

export const AuditView = z
  .object({
    id: z.uuid(),
    organizationId: z.uuid(),
    action: z.enum(TestRunAuditAction),
    entity: z.enum(TestRunEntity),
    entityId: z.uuid(),
    actor: z.string(),
    changes: z.record(z.string(), z.object({ from: z.unknown().optional(), to: z.unknown().optional() })),
    createdAt: z.iso.datetime(),
  })
  .meta({ title: 'TestRunAuditEntry' });
