import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { compareText } from '../../../diagnostics/sort-diagnostics.ts';
import { lineStarts, positionAt } from '../../../diagnostics/text-position.ts';
import { type SqlObject } from '../../../postgres/sql/sql-statement.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { findAllowance, foreignTable } from './allowances.ts';
import { type AttributedStatement, describeTouch, type OwnedTouch } from './attribute-statement.ts';
import { type AnnotatedMigration } from './read-notes.ts';

/** Whether a component says in its manifest that it needs another. */
export type Requires = (component: string, other: string) => boolean;

/**
 * Statements that reach into tables of a component the migration is not made for, and those of one component that read or
 * refer to another it does not require.
 *
 * @param madeFor the components that `--component` named; else those whose schema the migration changes, or, if it changes rows alone,
 *   those whose rows it changes
 */
export function findForeignTouches(
  migration: AnnotatedMigration,
  statements: readonly AttributedStatement[],
  requires: Requires,
  madeFor?: readonly string[],
): Diagnostic[] {
  const own = new Set(madeFor ?? purposeOf(statements));
  const starts = lineStarts(migration.sql);
  const say = (touch: OwnedTouch, message: string): Diagnostic[] => {
    const { object, owner } = touch;
    if (findAllowance(migration.allowances, { component: owner?.component, kinds: [foreignTable] }))
      return [];
    return [
      {
        code: migrateCodes.foreignTable,
        severity: 'error',
        ...(owner ? { component: owner.component } : {}),
        message,
        hint: `Leave it to a migration of "${owner?.component ?? ''}", or allow it with a reason in ${migration.folder}/migration.allow.json: { "component": "${owner?.component ?? ''}", "kind": "${foreignTable}", "reason": "…" }.`,
        location: { file: migration.file, ...positionAt(starts, object.offset), length: object.name.length },
        ...(owner?.location
          ? {
              related: [
                {
                  ...owner.location,
                  component: owner.component,
                  message: `"${owner.model ?? object.name}" is declared here`,
                },
              ],
            }
          : {}),
      },
    ];
  };
  return statements.flatMap(({ changes, refers, owner }) => {
    const foreign = firstOfEach(changes.filter((touch) => touch.owner && !own.has(touch.owner.component)));
    const first = changes.find((touch) => touch.owner)?.owner?.component;
    const mixed = firstOfEach(
      changes.filter(
        (touch) => touch.owner && touch.owner.component !== first && own.has(touch.owner.component),
      ),
    );
    const undeclared = firstOfEach(
      refers.filter(
        (touch) =>
          // Of a statement that is foreign as a whole that much is said already.
          owner &&
          own.has(owner.component) &&
          touch.owner &&
          touch.owner.component !== owner.component &&
          !requires(owner.component, touch.owner.component),
      ),
    );
    const for_ = [...own]
      .sort(compareText)
      .map((name) => `"${name}"`)
      .join(', ');
    return [
      ...foreign.flatMap((touch) =>
        say(
          touch,
          `Migration "${migration.id}" is made for ${for_ || 'nobody'}, and this statement would ${describeTouch(touch.object)} of component "${touch.owner?.component ?? ''}".`,
        ),
      ),
      ...mixed.flatMap((touch) =>
        say(
          touch,
          `One statement changes tables of "${first ?? ''}" and of "${touch.owner?.component ?? ''}" (${describeTouch(touch.object)}).`,
        ),
      ),
      ...undeclared.flatMap((touch) =>
        say(
          touch,
          `A statement of component "${owner?.component ?? ''}" ${touch.object.touch === 'read' ? 'reads' : 'refers to'} ${touch.object.kind} "${touch.object.name}" of "${touch.owner?.component ?? ''}", which it does not require.`,
        ),
      ),
    ];
  });
}

/** Whom a migration is made for, as far as its statements say. */
export function purposeOf(statements: readonly AttributedStatement[]): string[] {
  const ownersOf = (wanted: (object: SqlObject) => boolean) =>
    statements.flatMap(({ changes }) =>
      changes.flatMap(({ object, owner }) => (owner && wanted(object) ? [owner.component] : [])),
    );
  const ofSchema = ownersOf(({ touch }) => touch !== 'write');
  return [...new Set(ofSchema.length > 0 ? ofSchema : ownersOf(() => true))].sort(compareText);
}

function firstOfEach(touches: readonly OwnedTouch[]): OwnedTouch[] {
  const byComponent = new Map<string | undefined, OwnedTouch>();
  for (const touch of touches) {
    if (!byComponent.has(touch.owner?.component)) byComponent.set(touch.owner?.component, touch);
  }
  return [...byComponent.values()];
}
