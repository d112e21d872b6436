import { z } from 'zod';
import { PageQuery, sortBy } from 'nestjs-tessera/platform';

/** Query of `GET /{{component}}/{{resources}}`. */
export const List{{Resources}} = PageQuery.extend({
  q: z.string().trim().min(1).max(100).optional().describe('Part of the name'),
  sort: sortBy('createdAt', 'name'),
});

export type List{{Resources}} = z.infer<typeof List{{Resources}}>;
