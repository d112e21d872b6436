import { z } from 'zod';

export const ApiKeyView = z
  .object({
    id: z.uuid(),
    organizationId: z.uuid(),
    name: z.string(),
    start: z.string().describe('The first characters of the key'),
    permissions: z.array(z.string()),
    expiresAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable().describe('At most a minute old'),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'AccessApiKeyView' });

export const NewApiKeyView = ApiKeyView.extend({
  key: z.string().describe('The key. It is shown this once.'),
}).meta({ id: 'AccessNewApiKeyView' });
