import { z } from 'zod';
import { PageQuery, sortBy } from '@/platform';

const Slug = z
  .string()
  .min(2)
  .max(63)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'Must be lower case words joined by hyphens')
  .meta({ example: 'acme-mobile' });

export const CreateOrganization = z.strictObject({ slug: Slug, name: z.string().trim().min(1).max(255) });
export type CreateOrganization = z.output<typeof CreateOrganization>;

export const UpdateOrganization = CreateOrganization.partial();
export type UpdateOrganization = z.output<typeof UpdateOrganization>;

export const OrganizationQuery = PageQuery.extend({
  name: z.string().max(255).optional().meta({ description: 'Organisations whose name contains this' }),
  sort: sortBy('createdAt', 'name', 'slug'),
});
export type OrganizationQuery = z.output<typeof OrganizationQuery>;

/** Shape of the answer, for the documentation. */
export const OrganizationView = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ title: 'TestRunOrganization' });
