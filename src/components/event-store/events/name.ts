import { z } from 'zod';

/** Name of an event type or of an aggregate type: `deal.won`, `Deal`. */
export const Name = z
  .string()
  .max(128)
  .regex(
    /^[A-Za-z][A-Za-z0-9._-]*$/,
    'Start with a letter; use letters, digits, dots, hyphens, underscores.',
  );

/** Id from another component or system. */
export const ForeignId = z.string().trim().min(1).max(128);
