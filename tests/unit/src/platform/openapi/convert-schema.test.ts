import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { convertSchema } from '../../../../../src/platform/openapi/convert-schema.ts';

const Tree = z.object({
  name: z.string(),
  get children() {
    return z.array(Tree);
  },
});

describe('convertSchema', () => {
  it('describes what plain JSON Schema cannot say', () => {
    const schema = z.object({
      at: z.date(),
      count: z.bigint(),
      when: z.coerce.date(),
      trimmed: z.string().transform((text) => text.trim()),
    });
    expect(convertSchema(schema, { schemaType: 'input' })?.schema).toMatchObject({
      type: 'object',
      properties: {
        at: { type: 'string', format: 'date-time' },
        count: { type: 'string', pattern: '^-?\\d+$' },
        when: { type: 'string', format: 'date-time' },
        trimmed: { type: 'string' },
      },
    });
  });

  it('knows what comes in from what goes out', () => {
    const schema = z.object({ limit: z.number().default(20) });
    expect(convertSchema(schema, { schemaType: 'input' })?.schema).not.toHaveProperty('required');
    expect(convertSchema(schema, { schemaType: 'output' })?.schema).toMatchObject({ required: ['limit'] });
  });

  it('gives recursive schemas a name of their own, the same each time', () => {
    const once = convertSchema(Tree, { schemaType: 'output' });
    const [name = ''] = Object.keys(once?.components ?? {});
    const reference = { $ref: `#/components/schemas/${name}` };
    expect(name).toMatch(/^Schema[0-9a-f]{8}$/);
    expect(once?.schema).toEqual(reference);
    expect(once?.components?.[name]).toMatchObject({ properties: { children: { items: reference } } });
    expect(convertSchema(Tree, { schemaType: 'output' })).toEqual(once);
  });

  it('names recursion below the root', () => {
    const converted = convertSchema(z.object({ tree: Tree }), { schemaType: 'output' });
    const text = JSON.stringify(converted);
    const names = Object.keys(converted?.components ?? {});
    expect(names).toHaveLength(1);
    expect(text).toContain(`"#/components/schemas/${names[0] ?? ''}"`);
    expect(text).not.toMatch(/#\/definitions|"\$ref":"#"/);
  });

  it('leaves other libraries to Nest', () => {
    expect(convertSchema({ '~standard': { version: 1 } }, { schemaType: 'input' })).toBeUndefined();
  });
});
