import { type SqlObject, type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { type Owner, type Owners } from '../owners.ts';

/** An object of a statement and whose it is. */
export interface OwnedTouch {
  readonly object: SqlObject;
  readonly owner: Owner | undefined;
}

/** Whose tables a statement changes, and whose it reads or refers to. */
export interface AttributedStatement {
  readonly statement: SqlStatement;
  /** The first one that is known, with the most precise place. */
  readonly owner: Owner | undefined;
  readonly changes: readonly OwnedTouch[];
  readonly refers: readonly OwnedTouch[];
}

/** Says whose a statement is: of the component whose things it changes. */
export function attributeStatement(statement: SqlStatement, owners: Owners): AttributedStatement {
  const touches = statement.objects.map((object) => ({ object, owner: owners.of(object) }));
  const changes = touches.filter(({ object }) => isChange(object));
  const refers = touches.filter(({ object, owner }) => owner && !isChange(object));
  // Of a table and its column the column has the better place.
  const known = changes.filter(({ owner }) => owner !== undefined);
  const first = known[0];
  const precise = known.find(
    ({ object, owner }) =>
      owner?.component === first?.owner?.component &&
      (object.column !== undefined || object.kind === 'constraint' || object.kind === 'index'),
  );
  return { statement, owner: precise?.owner ?? first?.owner, changes, refers };
}

export function isChange({ touch }: SqlObject): boolean {
  return touch !== 'read' && touch !== 'refer';
}

/** For people and records: `create table crm_deals`, `drop column crm_deals.note`. */
export function describeTouch({ touch, kind, schema, table, name, column, newName }: SqlObject): string {
  const path = [schema, table, name, column].filter((part) => part !== undefined).join('.');
  const what = column === undefined ? kind : 'column';
  return `${touch} ${what} ${path}${newName === undefined ? '' : ` to ${newName}`}`;
}
