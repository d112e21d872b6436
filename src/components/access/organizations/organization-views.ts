import { z } from 'zod';
import { PageQuery } from '@/platform';

const Slug = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case words with hyphens');

export const OrganizationView = z
  .object({ id: z.uuid(), name: z.string(), slug: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: 'AccessOrganizationView' });

export const MemberView = z
  .object({
    id: z.uuid(),
    role: z.string(),
    createdAt: z.iso.datetime(),
    user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
  })
  .meta({ id: 'AccessMemberView' });

export const CreateOrganization = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    slug: Slug,
    ownerId: z
      .uuid()
      .optional()
      .describe('A person who owns it; absent for an organisation without people yet'),
  })
  .meta({ id: 'AccessCreateOrganization' });
export type CreateOrganization = z.infer<typeof CreateOrganization>;

export const ListOrganizations = PageQuery.extend({ slug: Slug.optional() });
export type ListOrganizations = z.infer<typeof ListOrganizations>;
