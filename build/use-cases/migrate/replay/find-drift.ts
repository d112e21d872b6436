import { type Diagnostic, type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import {
  type SqlObject,
  type SqlObjectKind,
  type SqlScript,
  type SqlStatement,
} from '../../../postgres/sql/sql-statement.ts';
import { type SchemaHistory } from '../../../postgres/history/schema-history.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { type AttributedHistory } from '../ownership/attribute-history.ts';
import { attributeStatement, describeTouch } from '../ownership/attribute-statement.ts';
import { driftHint } from './drift-hint.ts';

/** What messages call the kinds of things. */
const nouns: Readonly<Record<SqlObjectKind, string>> = {
  table: 'Table',
  view: 'View',
  type: 'Enum',
  index: 'Index',
  constraint: 'Constraint',
  sequence: 'Sequence',
  function: 'Function',
  trigger: 'Trigger',
  policy: 'Policy',
  schema: 'Schema',
  extension: 'Extension',
  other: 'Object',
};

interface Difference {
  readonly first: Pick<SqlObject, 'kind' | 'schema' | 'name'>;
  readonly lacks: string[];
  component?: string;
  place?: SourceLocation;
}

/** A difference that is about to be described. */
export interface DescribedDifference {
  readonly kind: SqlObjectKind;
  readonly name: string;
  /** What the migrations lack: `drop index users_name_idx`. */
  readonly lacks: readonly string[];
  readonly component: string | undefined;
}

/**
 * One problem for each table, enum or other thing that the history builds differently from the schema; an index counts
 * to its table. No statement is left out: what names nothing is a problem of its own.
 *
 * @param next from `replayHistory`
 * @param components of the project, by name
 * @param hintOf what to do about a difference
 */
export function findDrift(
  next: SqlScript,
  { owners, schemaHistory }: Pick<AttributedHistory, 'owners' | 'schemaHistory'>,
  components: ReadonlyMap<string, unknown>,
  hintOf: (difference: DescribedDifference) => string = (difference) => driftHint(difference, components),
): Diagnostic[] {
  const differences = new Map<string, Difference>();
  const nameless: SqlStatement[] = [];
  for (const statement of next.statements) {
    if (statement.kind === 'TransactionStmt') continue;
    const { owner, changes } = attributeStatement(statement, owners);
    const first = subjectOf(
      changes.map(({ object }) => object),
      schemaHistory,
    );
    if (!first) {
      nameless.push(statement);
      continue;
    }
    const key = `${first.schema ?? ''}.${first.name}`;
    const known: Difference = differences.get(key) ?? { first, lacks: [] };
    const details = changes.filter(({ object }) => isDetail(object));
    known.lacks.push(...(details.length > 0 ? details : changes).map(({ object }) => describeTouch(object)));
    if (owner) known.component ??= owner.component;
    // The field or attribute, where one of the statements has it, rather than the model.
    const isWhole = known.place === undefined || isSamePlace(known.place, owners.of(first)?.location);
    if (owner?.location && isWhole) known.place = owner.location;
    differences.set(key, known);
  }
  return [
    ...[...differences.values()].map((one) =>
      describeDifference(one, schemaHistory.lastChange(one.first)?.location, hintOf),
    ),
    ...nameless.map(describeNameless),
  ];
}

function describeDifference(
  { first, lacks, component, place }: Difference,
  maker: SourceLocation | undefined,
  hintOf: (difference: DescribedDifference) => string,
): Diagnostic {
  return {
    code: migrateCodes.drift,
    severity: 'error',
    ...(component === undefined ? {} : { component }),
    message: `${nouns[first.kind]} "${first.name}" is not as the migrations build it. To follow the schema they lack: ${[...new Set(lacks)].join(', ')}.`,
    hint: hintOf({ kind: first.kind, name: first.name, lacks: [...new Set(lacks)], component }),
    ...((place ?? maker) ? { location: place ?? maker } : {}),
    ...(place && maker
      ? { related: [{ ...maker, message: `the migrations last change "${first.name}" here` }] }
      : {}),
  };
}

function describeNameless({ text }: SqlStatement): Diagnostic {
  return {
    code: migrateCodes.drift,
    severity: 'error',
    message: `To follow the schema the migrations lack: ${text.replaceAll(/\s+/g, ' ')}.`,
    hint: 'Run `npx prisma migrate dev`, and commit what it writes.',
  };
}

function isSamePlace(a: SourceLocation, b: SourceLocation | undefined): boolean {
  return a.file === b?.file && a.line === b.line && a.column === b.column;
}

/** The table or enum, rather than a part of it. */
function subjectOf(
  changes: readonly SqlObject[],
  history: SchemaHistory,
): Pick<SqlObject, 'kind' | 'schema' | 'name'> | undefined {
  const first = changes.find(({ kind }) => kind === 'table' || kind === 'type') ?? changes[0];
  if (first?.kind !== 'index') return first;
  const table = first.table ?? history.find(first)?.table?.name;
  return table === undefined ? first : { kind: 'table', schema: first.schema, name: table };
}

/** More telling than "alter table": a column, an index, a constraint. */
function isDetail({ kind, column, touch }: SqlObject): boolean {
  return kind !== 'table' || column !== undefined || touch !== 'alter';
}
