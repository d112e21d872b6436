import { modelBlocks, schemaText } from './relation-columns.ts';

/** By what a row of a model can be found: each name with the fields it stands for, `tenantId_slug` as well as `id`. */
export type UniqueKeys = ReadonlyMap<string, readonly string[]>;

/** The unique keys of each model; the client's data model does not have them. */
export function uniqueKeys(client: object): ReadonlyMap<string, UniqueKeys> {
  return new Map(modelBlocks(schemaText(client)).map(({ model, body }) => [model, keysOf(body)]));
}

function keysOf(body: string): UniqueKeys {
  const keys = new Map<string, readonly string[]>();
  for (const [, name = ''] of body.matchAll(/^[ \t]*(\w+)[ \t]+\w[^\n]*?@(?:id|unique)\b/gm))
    keys.set(name, [name]);
  for (const [, list = '', rest = ''] of body.matchAll(
    /^[ \t]*@@(?:id|unique)\(\s*(?:fields:\s*)?\[([^\]]*)\]([^\n]*)/gm,
  )) {
    const fields = list.split(',').map((field) => field.replace(/\(.*/s, '').trim());
    const [, name = fields.join('_')] = /\bname:\s*"(\w+)"/.exec(rest) ?? [];
    keys.set(name, fields);
  }
  return keys;
}
