import { z } from 'zod';
import { PageQuery } from '@/platform';
import { PermissionList } from './permission-list.ts';

const RoleName = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9]*([-:][a-z0-9]+)*$/, 'must be lower case words with hyphens');

export const RoleView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    permissions: z.array(z.string()),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'AccessRoleView' });

export const CreateRole = z
  .strictObject({
    name: RoleName,
    description: z.string().max(500).optional(),
    permissions: PermissionList,
  })
  .meta({ id: 'AccessCreateRole' });
export type CreateRole = z.infer<typeof CreateRole>;

export const UpdateRole = CreateRole.partial().meta({ id: 'AccessUpdateRole' });
export type UpdateRole = z.infer<typeof UpdateRole>;

export const AssignRole = z
  .strictObject({
    userId: z.uuid(),
    organizationId: z.uuid().optional().describe('Absent: everywhere'),
  })
  .meta({ id: 'AccessAssignRole' });
export type AssignRole = z.infer<typeof AssignRole>;

export const AssignmentView = z
  .object({
    id: z.uuid(),
    userId: z.uuid(),
    roleId: z.uuid(),
    organizationId: z.uuid().nullable(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'AccessAssignmentView' });

export const ListAssignments = PageQuery.extend({ userId: z.uuid().optional() });
export type ListAssignments = z.infer<typeof ListAssignments>;

/** What components declare in their component.json. */
export const OfferView = z
  .object({
    component: z.string(),
    permissions: z.record(z.string(), z.string()).describe('Name and what it permits'),
    roles: z.record(z.string(), z.array(z.string())).describe('Roles that the component proposes'),
  })
  .meta({ id: 'AccessOfferView' });
