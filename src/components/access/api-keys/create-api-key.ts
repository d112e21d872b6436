import { z } from 'zod';
import { PermissionList } from '../roles/permission-list.ts';

const LONGEST_DAYS = 3650;

export const CreateApiKey = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    permissions: PermissionList.min(1),
    expiresInDays: z.int().min(1).max(LONGEST_DAYS).optional().describe('Absent: until it is revoked'),
  })
  .meta({ id: 'AccessCreateApiKey' });
export type CreateApiKey = z.infer<typeof CreateApiKey>;
