import { z } from 'zod';

/** The part we read of a client: the schema it was made from. */
const WithSchema = z.object({ _engineConfig: z.object({ inlineSchema: z.string() }) });

const known = new WeakMap<object, ReadonlySet<string>>();

/**
 * Fields that are lists, as `Model.field`: of relations, those that take a filter where they are included. A client's data
 * model does not say which are.
 *
 * @param client a Prisma client
 */
export function listFields(client: object): ReadonlySet<string> {
  const lists = known.get(client) ?? read(WithSchema.parse(client)._engineConfig.inlineSchema);
  known.set(client, lists);
  return lists;
}

function read(schema: string): ReadonlySet<string> {
  const blocks = schema.matchAll(/^\s*(?:model|view)\s+(\w+)\s*\{(.*?)^\s*\}/gms);
  return new Set(
    [...blocks].flatMap(([, model = '', body = '']) =>
      [...body.matchAll(/^[ \t]*(\w+)[ \t]+\w+\s*\[\]/gm)].map(([, field = '']) => `${model}.${field}`),
    ),
  );
}
