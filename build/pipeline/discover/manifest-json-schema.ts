import { z } from 'zod';
import { manifestSchema } from './manifest-schema.ts';

/** The JSON Schema of component.json as text: what docs/component.schema.json must be. */
export function manifestJsonSchema(): string {
  const schema = z.toJSONSchema(manifestSchema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ title: 'component.json of a Tessera component', ...schema }, null, 2)}\n`;
}
