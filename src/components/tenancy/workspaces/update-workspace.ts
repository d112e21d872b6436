import { type z } from 'zod';
import { CreateWorkspace } from './create-workspace.ts';

/** Body of `PATCH /tenancy/workspaces/:workspaceId`. */
export const UpdateWorkspace = CreateWorkspace.partial();

export type UpdateWorkspace = z.infer<typeof UpdateWorkspace>;
