import { type z } from 'zod';
import { PageQuery, sortBy } from '@/platform';

/** Query of `GET /tenancy/erasures`. */
export const ListErasures = PageQuery.extend({ sort: sortBy('erasedAt') });

export type ListErasures = z.infer<typeof ListErasures>;
