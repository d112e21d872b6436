import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';
import { tenantObjectName } from '../../../postgres/names/tenant-object.ts';
import {
  indexSql,
  sqlTable,
  type TenantFindings,
  type TenantGap,
  type TenantObstacle,
} from './tenant-gap.ts';
import { type ForeignKeyFacts, type TenantFacts } from './read-tenant-facts.ts';
import { type TenantTable } from './tenant-table.ts';

type Facts = ReadonlyMap<TenantTable, TenantFacts>;

/**
 * Foreign keys between tenant models that let a row refer to one of another tenant: PostgreSQL checks them for all rows,
 * whatever policies say. Each gets a second one beside it that takes the tenant along; Prisma's relation stays as it is.
 */
export function compositeKeys(facts: Facts): TenantFindings {
  const gaps: TenantGap[] = [];
  const obstacles: TenantObstacle[] = [];
  for (const [table, known] of facts) {
    for (const key of known.foreignKeys) {
      const target = findTable(facts, key);
      if (!target) continue;
      const found = completeKey({ table, key, target }, facts);
      gaps.push(...found.gaps);
      obstacles.push(...found.obstacles);
    }
    obstacles.push(...outsiders(table, known, facts));
  }
  return { gaps, obstacles };
}

interface Reference {
  readonly table: TenantTable;
  readonly key: ForeignKeyFacts;
  readonly target: TenantTable;
}

function findTable(
  facts: Facts,
  { schema, table }: Pick<ForeignKeyFacts, 'schema' | 'table'>,
): TenantTable | undefined {
  return [...facts.keys()].find((one) => one.schema === schema && one.name === table);
}

function completeKey({ table, key, target }: Reference, facts: Facts): TenantFindings {
  const pair = `${table.column}\n${target.column}`;
  const wanted = new Set([...pairsOf(key), pair]);
  if (wanted.size === key.columns.length) return validated(table, key);
  const own = facts.get(table)?.foreignKeys ?? [];
  const twin = own.find(
    (one) =>
      one.schema === key.schema &&
      one.table === key.table &&
      one.columns.length === wanted.size &&
      pairsOf(one).every((each) => wanted.has(each)),
  );
  if (twin) return { gaps: [], obstacles: [] };
  const reason = whyNot({ table, key, target }, facts);
  if (reason) return { gaps: [], obstacles: [{ table, relation: key.name, ...reason }] };
  const columns = [table.column, ...key.columns];
  const targetColumns = [target.column, ...key.targetColumns];
  const name = quoteIdentifier(tenantObjectName(table.name, key.columns));
  const lacks = `a foreign key (${columns.join(', ')}) to "${target.name}"`;
  const add = `ALTER TABLE ${sqlTable(table)} ADD CONSTRAINT ${name}
  FOREIGN KEY (${columns.map(quoteIdentifier).join(', ')}) REFERENCES ${sqlTable(target)} (${targetColumns.map(quoteIdentifier).join(', ')})
  ${actions(key)} NOT VALID;`;
  return {
    gaps: [
      ...uniqueGap(target, targetColumns, facts),
      { table, lacks, step: 'table', sql: add },
      { table, lacks, step: 'validate', sql: validateSql(table, name) },
    ],
    obstacles: [],
  };
}

/** A call that was followed by no deploy of its last migration leaves keys that only new rows obey. */
function validated(table: TenantTable, { name, isValid }: ForeignKeyFacts): TenantFindings {
  const sql = validateSql(table, quoteIdentifier(name));
  const gap: TenantGap = { table, step: 'validate', lacks: `a validated foreign key "${name}"`, sql };
  return { gaps: isValid ? [] : [gap], obstacles: [] };
}

function validateSql(table: TenantTable, name: string): string {
  return `ALTER TABLE ${sqlTable(table)} VALIDATE CONSTRAINT ${name};`;
}

function pairsOf({ columns, targetColumns }: ForeignKeyFacts): string[] {
  return columns.map((column, at) => `${column}\n${targetColumns[at] ?? ''}`);
}

/** A foreign key refers to columns that are unique together. */
function uniqueGap(target: TenantTable, columns: readonly string[], facts: Facts): TenantGap[] {
  const isThere = facts
    .get(target)
    ?.indexes.some(
      (index) =>
        index.isUnique &&
        index.columns.length === columns.length &&
        columns.every((one) => index.columns.includes(one)),
    );
  if (isThere === true) return [];
  const lacks = `a unique key (${columns.join(', ')})`;
  return [{ table: target, step: 'index', lacks, sql: indexSql(target, columns, 'UNIQUE ') }];
}

const actionWords: Readonly<Record<string, string>> = {
  a: 'NO ACTION',
  r: 'RESTRICT',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
};

/** The same as those of the key beside it; the tenant of a row is never cleared. */
function actions({ onDelete, onUpdate, columns }: ForeignKeyFacts): string {
  const only = onDelete === 'n' || onDelete === 'd' ? ` (${columns.map(quoteIdentifier).join(', ')})` : '';
  return `ON DELETE ${actionWords[onDelete] ?? 'NO ACTION'}${only} ON UPDATE ${actionWords[onUpdate] ?? 'NO ACTION'}`;
}

function whyNot(
  { table, key, target }: Reference,
  facts: Facts,
): Pick<TenantObstacle, 'message' | 'hint'> | undefined {
  const start = `The foreign key "${key.name}" of tenant model "${table.model}" to "${target.model}" cannot take the tenant along`;
  const [type = '', other = ''] = [facts.get(table)?.type, facts.get(target)?.type];
  if (type !== other) {
    return {
      message: `${start}: "${table.column}" is ${type}, and "${target.column}" of "${target.name}" is ${other}.`,
      hint: 'Give both fields one type.',
    };
  }
  if (key.onUpdate === 'n' || key.onUpdate === 'd') {
    return {
      message: `${start}: ON UPDATE ${actionWords[key.onUpdate] ?? ''} would clear the tenant of the row, too.`,
      hint: 'Use onUpdate: Cascade, Restrict or NoAction in the relation.',
    };
  }
  return undefined;
}

/** Tables without a tenant that join two rows of tenants, as those behind implicit many-to-many relations. */
function outsiders(table: TenantTable, { referrers }: TenantFacts, facts: Facts): TenantObstacle[] {
  return referrers
    .filter((one) => one.table.startsWith('_') && !findTable(facts, one))
    .map(({ table: name, name: key }) => ({
      table,
      relation: name,
      message: `The foreign key "${key}" to tenant model "${table.model}" cannot take the tenant along: "${name}", the table of an implicit many-to-many relation, has no column for it.`,
      hint: 'Write the relation as a model of its own between the two, with a tenant field and "/// @tenant".',
    }));
}
