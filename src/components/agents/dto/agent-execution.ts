import { z } from 'zod';
import { AgentExecutionStatus, AgentStepStatus } from '@/generated/prisma/client.ts';
import { PageQuery, sortBy } from '@/platform';
import { JsonObject } from './json-object.ts';

export const CreateAgentExecution = z.strictObject({
  agentId: z.uuid(),
  input: JsonObject.default({}).meta({ example: { subject: 'Weekly report' } }),
});
export type CreateAgentExecution = z.output<typeof CreateAgentExecution>;

const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const AgentExecutionQuery = PageQuery.extend({
  agentId: z.uuid().optional(),
  userId: z.string().max(200).optional().meta({ description: 'Executions of this user’s agents' }),
  status: z.enum(AgentExecutionStatus).optional(),
  from: Moment.optional().meta({ description: 'Created at or after' }),
  to: Moment.optional().meta({ description: 'Created before' }),
  sort: sortBy('createdAt', 'status'),
});
export type AgentExecutionQuery = z.output<typeof AgentExecutionQuery>;

/** What may be reported about a step; PENDING is where every step begins. */
export const UpdateStep = z
  .strictObject({
    status: z.enum(AgentStepStatus).exclude(['PENDING']),
    output: JsonObject.optional(),
    error: z.string().max(20_000).optional(),
  })
  .refine(({ status, error }) => status === 'FAILED' || error === undefined, {
    ...{ path: ['error'], message: 'Only a failed step has an error' },
  });
export type UpdateStep = z.output<typeof UpdateStep>;

const StepView = z.object({
  position: z.int(),
  name: z.string(),
  action: z.string(),
  input: z.record(z.string(), z.unknown()),
  status: z.enum(AgentStepStatus),
  output: z.record(z.string(), z.unknown()).nullable(),
  error: z.string().nullable(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});

export const AgentExecutionView = z
  .object({
    id: z.uuid(),
    agentId: z.uuid(),
    status: z.enum(AgentExecutionStatus),
    input: z.record(z.string(), z.unknown()),
    error: z.string().nullable(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ title: 'AgentExecution' });

export const AgentExecutionDetail = AgentExecutionView.extend({ steps: z.array(StepView) }).meta({
  title: 'AgentExecutionDetail',
});
