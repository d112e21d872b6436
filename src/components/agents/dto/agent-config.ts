import { z } from 'zod';

/** How an agent runs; unknown keys are refused, so that a typing error does not go unseen. */
export const AgentConfig = z.strictObject({
  model: z.string().min(1).max(100).optional().meta({ example: 'small-fast' }),
  temperature: z.number().min(0).max(2).optional(),
  timeoutSeconds: z.int().min(1).max(3600).optional(),
  maxRetries: z.int().min(0).max(10).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'Must be a language such as en or pt-BR')
    .optional(),
});
export type AgentConfig = z.output<typeof AgentConfig>;
