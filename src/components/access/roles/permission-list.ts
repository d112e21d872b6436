import { z } from 'zod';

/** What may be granted: `print-jobs:jobs.claim`, all of a group or a component (`print-jobs:jobs.*`, `print-jobs:*`), or `*`. */
export const GrantedPermission = z
  .string()
  .max(200)
  .regex(
    /^(\*|[a-z][a-z0-9-]*:(\*|[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*(\.\*)?))$/,
    'must be like print-jobs:jobs.claim',
  );

export const PermissionList = z.array(GrantedPermission).max(200);
