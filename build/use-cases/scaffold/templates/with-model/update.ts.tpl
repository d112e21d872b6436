import { type z } from 'zod';
import { Create{{Resource}} } from './create-{{resource}}.ts';

/** Body of `PATCH /{{component}}/{{resources}}/:id`: what is left out stays as it is. */
export const Update{{Resource}} = Create{{Resource}}.partial();

export type Update{{Resource}} = z.infer<typeof Update{{Resource}}>;
