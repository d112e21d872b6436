import { z } from 'zod';

/** A file or a folder inside the project, with `/`. */
export const folder = z
  .string()
  .regex(/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))(?!.*\\)[^:]+[^/:]$/, 'must be a path inside the project, with "/"');
