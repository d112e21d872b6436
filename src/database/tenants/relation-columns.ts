import { z } from 'zod';
import { dataModelOf } from '../model-names.ts';

/** A relation as seen from one of its two models. */
export interface Relation {
  readonly field: string;
  readonly target: string;
  readonly isList: boolean;
  /** The model's own columns it consists of; none when they are on the other side. */
  readonly columns: readonly string[];
  /** What they refer to. */
  readonly references: readonly string[];
  /** The field of the other side. */
  readonly opposite: string;
}

export class UnreadableSchemaError extends Error {
  override readonly name = 'UnreadableSchemaError';
}

/** The part we read of a client: the schema it was made from. */
const WithSchema = z.object({ _engineConfig: z.object({ inlineSchema: z.string() }) });

type Columns = Pick<Relation, 'isList' | 'columns' | 'references'>;

/** A client's description of its schema, as text. */
export function schemaText(client: object): string {
  return WithSchema.parse(client)._engineConfig.inlineSchema;
}

/**
 * The relations of each model, by field. What the client's data model has of them says neither which are lists nor which
 * columns they consist of; the schema inside the client does.
 *
 * @throws UnreadableSchemaError when a relation is not found in it.
 */
export function relationColumns(client: object): ReadonlyMap<string, ReadonlyMap<string, Relation>> {
  const models = dataModelOf(client);
  const declared = readColumns(schemaText(client));
  return new Map(
    Object.entries(models).map(([model, { fields }]) => {
      const relations = fields.flatMap(({ name, kind, type = '', relationName }) => {
        if (kind !== 'object') return [];
        const columns = declared.get(`${model}.${name}`);
        const other = models[type]?.fields.find(
          (field) => field.relationName === relationName && (type !== model || field.name !== name),
        );
        if (columns === undefined || other === undefined) {
          throw new UnreadableSchemaError(
            `The relation ${model}.${name} was not found in the client's schema`,
          );
        }
        return [[name, { field: name, target: type, ...columns, opposite: other.name }] as const];
      });
      return [model, new Map(relations)];
    }),
  );
}

/** By `Model.field`. Blocks begin and end at the start of a line, fields are indented: the composed schema is formatted so. */
function readColumns(schema: string): Map<string, Columns> {
  const found = new Map<string, Columns>();
  for (const { model, body } of modelBlocks(schema)) {
    // A field goes on until the next line that begins with a name.
    for (const [, name = '', rest = ''] of body.matchAll(
      /^[ \t]*(\w+)[ \t]+(\w.*?)(?=^[ \t]*(?:\w|@@|\/\/)|(?![^]))/gms,
    )) {
      found.set(`${model}.${name}`, {
        isList: /^\w+\s*\[\]/.test(rest),
        columns: listOf(rest, 'fields'),
        references: listOf(rest, 'references'),
      });
    }
  }
  return found;
}

export function modelBlocks(schema: string): { model: string; body: string }[] {
  const blocks = schema.matchAll(/^\s*(?:model|view)\s+(\w+)\s*\{(.*?)^\s*\}/gms);
  return [...blocks].map(([, model = '', body = '']) => ({ model, body }));
}

function listOf(text: string, argument: string): string[] {
  const [, list = ''] = new RegExp(`\\b${argument}:\\s*\\[([^\\]]*)\\]`).exec(text) ?? [];
  return list.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
}
