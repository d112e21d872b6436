import { isTemporarySchema } from './temporary-names.ts';

/** A relation or a type as a parse tree names it; `location` counts bytes of the script. */
export interface FoundName {
  readonly schema: string | undefined;
  readonly name: string;
  readonly location: number | undefined;
}

/** A relation, and whether the statement that makes it makes it for the session only. */
export interface FoundRelation extends FoundName {
  readonly isTemporary: boolean;
}

/** What is called while a tree is walked. */
export interface TreeVisitor {
  /** `parent` is the node it is a part of, or the field, where PostgreSQL has no name for the node; `node` its content. */
  readonly relation: (found: FoundRelation, parent: string, field: string, node: object) => void;
  readonly type: (found: FoundName) => void;
  /** A `WITH` query: its name is no table's. */
  readonly localName: (name: string) => void;
}

/** Visits everything below a node, in the order of the tree. */
export function walkTree(root: object, visitor: TreeVisitor): void {
  walk(root, { parent: '', field: '', node: root }, visitor);
}

interface Place {
  readonly parent: string;
  readonly field: string;
  readonly node: object;
}

function walk(value: unknown, place: Place, visitor: TreeVisitor): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, place, visitor);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const tag = tagOf(value);
  const node: unknown = tag === undefined ? value : Object.values(value)[0];
  if (typeof node !== 'object' || node === null) return;
  if ('relname' in node && typeof node.relname === 'string') {
    const schema = 'schemaname' in node ? String(node.schemaname) : undefined;
    const isTemporary =
      isTemporarySchema(schema) || ('relpersistence' in node && node.relpersistence === 't');
    const found = { schema, name: node.relname, location: locationOf(node), isTemporary };
    visitor.relation(found, place.parent, place.field, place.node);
    return;
  }
  if ('ctename' in node && typeof node.ctename === 'string') visitor.localName(node.ctename);
  if ('names' in node && 'typemod' in node) visitType(node, visitor);
  for (const [field, child] of Object.entries(node)) {
    walk(child, { parent: tag ?? place.field, field, node }, visitor);
  }
}

/** `{ "CreateStmt": { … } }`: PostgreSQL's names of nodes start with a capital, those of fields do not. */
function tagOf(value: object): string | undefined {
  const [key, ...more] = Object.keys(value);
  return key !== undefined && more.length === 0 && /^[A-Z]/.test(key) ? key : undefined;
}

function visitType(node: { readonly names: unknown }, visitor: TreeVisitor): void {
  const [name, schema] = stringsOf(node.names).reverse();
  if (name !== undefined && schema !== 'pg_catalog') {
    visitor.type({ schema, name, location: locationOf(node) });
  }
}

function locationOf(node: object): number | undefined {
  return 'location' in node && typeof node.location === 'number' ? node.location : undefined;
}

/** The texts of a list of `String` nodes: a qualified name. */
export function stringsOf(nodes: unknown): string[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: unknown) => {
    if (typeof node !== 'object' || node === null || !('String' in node)) return [];
    const { String: text } = node;
    return typeof text === 'object' && text !== null && 'sval' in text ? [String(text.sval)] : [];
  });
}
