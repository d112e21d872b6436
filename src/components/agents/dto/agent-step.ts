import { z } from 'zod';
import { JsonObject } from './json-object.ts';

/** One thing an agent does. */
export const AgentStep = z.strictObject({
  name: z.string().trim().min(1).max(255),
  action: z
    .string()
    .max(100)
    .regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/, 'Must be integration.verb')
    .meta({ example: 'mail.send' }),
  input: JsonObject.default({}),
});

/** What an agent does, in this order. */
export const AgentSteps = z.array(AgentStep).max(50);
export type AgentSteps = z.output<typeof AgentSteps>;
