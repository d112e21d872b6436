import { UnreadableSchemaError } from './relation-columns.ts';

/**
 * The fields that a row of a model is found by, and the name that a query has for them together.
 *
 * @param body what stands between the braces of the model
 * @throws UnreadableSchemaError when none is found: Prisma has no such model.
 */
export function rowKey(model: string, body: string): { name: string; fields: readonly string[] } {
  const [, own] = /^[ \t]*(\w+)[ \t]+\w[^\n]*?@id\b/m.exec(body) ?? [];
  if (own !== undefined) return { name: own, fields: [own] };
  const [, list, rest = ''] =
    /^[ \t]*@@id\(\s*(?:fields:\s*)?\[([^\]]*)\]([^\n]*)/m.exec(body) ??
    /^[ \t]*@@unique\(\s*(?:fields:\s*)?\[([^\]]*)\]([^\n]*)/m.exec(body) ??
    [];
  if (list === undefined) {
    const [, unique] = /^[ \t]*(\w+)[ \t]+\w+[ \t][^\n]*?@unique\b/m.exec(body) ?? [];
    if (unique !== undefined) return { name: unique, fields: [unique] };
    throw new UnreadableSchemaError(`The key of ${model} was not found in the client's schema`);
  }
  const fields = list.split(',').map((field) => field.replace(/\(.*/s, '').trim());
  const [, name = fields.join('_')] = /\bname:\s*"(\w+)"/.exec(rest) ?? [];
  return { name, fields };
}
