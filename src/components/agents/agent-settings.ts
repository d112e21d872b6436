import { z } from 'zod';
import { defineSetting } from '../configuration/index.ts';

/** How many agents one user may own. */
export const maxAgentsPerUser = defineSetting({
  key: 'agents.maxPerUser',
  description: 'How many agents one user may own',
  schema: z.int().min(0).max(10_000),
  default: 10,
  isPublic: true,
});
