import { z } from 'zod';
import { PageQuery, sortBy } from '@/platform';
import { AgentStep, AgentSteps } from './agent-step.ts';

const Text = z.string().max(5000).nullable();
const Short = z.string().trim().min(1).max(100).nullable();
export const Names = z
  .array(
    z
      .string()
      .trim()
      .regex(/^[a-z][a-z0-9-]{0,62}$/, 'Must be lower case letters, digits and hyphens'),
  )
  .max(30)
  .transform((names) => [...new Set(names)].sort());

export const CreateTemplate = z.strictObject({
  name: z.string().trim().min(1).max(255),
  role: z.string().max(255).nullable().default(null),
  purpose: Text.default(null),
  icon: Short.default(null),
  category: Short.default(null),
  requiredIntegrations: Names.default([]).meta({ example: ['mail', 'calendar'] }),
  capabilities: Names.default([]),
  defaultWorkflow: AgentSteps.default([]),
  isActive: z.boolean().default(true),
});
export type CreateTemplate = z.output<typeof CreateTemplate>;

export const UpdateTemplate = z.strictObject({
  name: z.string().trim().min(1).max(255).optional(),
  role: z.string().max(255).nullable().optional(),
  purpose: Text.optional(),
  icon: Short.optional(),
  category: Short.optional(),
  requiredIntegrations: Names.optional(),
  capabilities: Names.optional(),
  defaultWorkflow: AgentSteps.optional(),
  isActive: z.boolean().optional(),
});
export type UpdateTemplate = z.output<typeof UpdateTemplate>;

export const TemplateQuery = PageQuery.extend({
  category: z.string().max(100).optional(),
  capability: z.string().max(63).optional(),
  isActive: z.stringbool().optional(),
  name: z.string().max(255).optional().meta({ description: 'Templates whose name contains this' }),
  sort: sortBy('createdAt', 'name', 'usageCount'),
});
export type TemplateQuery = z.output<typeof TemplateQuery>;

export const TemplateView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    role: z.string().nullable(),
    purpose: z.string().nullable(),
    icon: z.string().nullable(),
    category: z.string().nullable(),
    requiredIntegrations: z.array(z.string()),
    capabilities: z.array(z.string()),
    defaultWorkflow: z.array(AgentStep),
    isActive: z.boolean(),
    usageCount: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ title: 'AgentTemplate' });
