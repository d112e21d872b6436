import { type Diagnostic, type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../diagnostics/text-position.ts';
import { type SqlObject, type SqlScript } from '../../sql/sql-statement.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { type AttributedMigration } from '../ownership/attribute-history.ts';
import { attributeStatement, describeTouch, isChange } from '../ownership/attribute-statement.ts';
import { type Owners } from '../owners.ts';
import { driftHint } from './drift-hint.ts';

/**
 * One problem for each table or enum that the history builds differently from the schema.
 *
 * @param next from `replayHistory`
 * @param components of the project, by name
 */
export function findDrift(
  next: SqlScript,
  owners: Owners,
  history: readonly AttributedMigration[],
  components: ReadonlyMap<string, unknown>,
): Diagnostic[] {
  const differences = new Map<
    string,
    { first: SqlObject; lacks: string[]; component?: string; place?: SourceLocation }
  >();
  for (const statement of next.statements) {
    const { owner, changes } = attributeStatement(statement, owners);
    const first =
      changes.find(({ object }) => object.kind === 'table' || object.kind === 'type') ?? changes[0];
    if (!first) continue;
    const { schema = '', name } = first.object;
    const key = `${schema}.${name}`;
    const known = differences.get(key) ?? { first: first.object, lacks: [] };
    const details = changes.filter(({ object }) => isDetail(object));
    known.lacks.push(...(details.length > 0 ? details : [first]).map(({ object }) => describeTouch(object)));
    if (owner) known.component ??= owner.component;
    if (owner?.location) known.place ??= owner.location;
    differences.set(key, known);
  }
  return [...differences.values()].map(({ first, lacks, component, place }) => {
    const maker = findMaker(first, history);
    return {
      code: migrateCodes.drift,
      severity: 'error',
      ...(component === undefined ? {} : { component }),
      message: `${first.kind === 'type' ? 'Enum' : 'Table'} "${first.name}" is not as the migrations build it. To follow the schema they lack: ${[...new Set(lacks)].join(', ')}.`,
      hint: driftHint({ name: first.name, lacks, component }, components),
      ...((place ?? maker) ? { location: place ?? maker } : {}),
      ...(place && maker
        ? { related: [{ ...maker, message: `the migrations last change "${first.name}" here` }] }
        : {}),
    };
  });
}

/** More telling than "alter table": a column, an index, a constraint. */
function isDetail({ kind, column, touch }: SqlObject): boolean {
  return kind !== 'table' || column !== undefined || touch !== 'alter';
}

/** The last statement of the history that changes the thing. */
function findMaker(
  { kind, name }: SqlObject,
  history: readonly AttributedMigration[],
): SourceLocation | undefined {
  for (const { migration, statements } of history.toReversed()) {
    for (const { statement } of statements.toReversed()) {
      const object = statement.objects.find((one) => one.kind === kind && one.name === name && isChange(one));
      if (!object) continue;
      return {
        file: migration.file,
        ...positionAt(lineStarts(migration.sql), object.offset),
        length: name.length,
      };
    }
  }
  return undefined;
}
