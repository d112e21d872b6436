import { type z } from 'zod';
import { PageQuery, sortBy } from '@/platform';

/** Query of `GET …/members`. */
export const ListMembers = PageQuery.extend({ sort: sortBy('createdAt') });

export type ListMembers = z.infer<typeof ListMembers>;
