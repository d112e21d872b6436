import { z } from 'zod';
import { PageQuery, sortBy } from '@/platform';
import { AgentConfig } from './agent-config.ts';
import { AgentStep, AgentSteps } from './agent-step.ts';
import { Names } from './agent-template.ts';

const Name = z.string().trim().min(1).max(255);
const Text = z.string().max(5000).nullable();
const Short = z.string().trim().min(1).max(100).nullable();
const UserId = z.string().trim().min(1).max(200);

/** Whatever is absent comes from the template. */
export const CreateUserAgent = z.strictObject({
  userId: UserId,
  templateId: z.uuid().optional(),
  name: Name.optional(),
  description: Text.optional(),
  icon: Short.optional(),
  category: Short.optional(),
  goal: Text.optional(),
  requiredIntegrations: Names.optional(),
  steps: AgentSteps.optional(),
  config: AgentConfig.default({}),
  isFavorite: z.boolean().default(false),
});
export type CreateUserAgent = z.output<typeof CreateUserAgent>;

export const UpdateUserAgent = z.strictObject({
  version: z
    .int()
    .min(1)
    .meta({ description: 'The version you read; 409 when the agent has another one by now' }),
  name: Name.optional(),
  description: Text.optional(),
  icon: Short.optional(),
  category: Short.optional(),
  goal: Text.optional(),
  requiredIntegrations: Names.optional(),
  steps: AgentSteps.optional(),
  config: AgentConfig.optional(),
  isActive: z.boolean().optional(),
  isFavorite: z.boolean().optional(),
});
export type UpdateUserAgent = z.output<typeof UpdateUserAgent>;

export const UserAgentQuery = PageQuery.extend({
  userId: UserId.optional(),
  templateId: z.uuid().optional(),
  category: z.string().max(100).optional(),
  isActive: z.stringbool().optional(),
  isFavorite: z.stringbool().optional(),
  name: z.string().max(255).optional().meta({ description: 'Agents whose name contains this' }),
  sort: sortBy('createdAt', 'name', 'executionCount', 'isFavorite'),
});
export type UserAgentQuery = z.output<typeof UserAgentQuery>;

export const UserAgentView = z
  .object({
    id: z.uuid(),
    userId: z.string(),
    templateId: z.uuid().nullable(),
    name: z.string(),
    description: z.string().nullable(),
    icon: z.string().nullable(),
    category: z.string().nullable(),
    goal: z.string().nullable(),
    requiredIntegrations: z.array(z.string()),
    steps: z.array(AgentStep),
    config: AgentConfig,
    isActive: z.boolean(),
    isFavorite: z.boolean(),
    lastUsed: z.iso.datetime().nullable(),
    executionCount: z.int(),
    version: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ title: 'UserAgent' });
