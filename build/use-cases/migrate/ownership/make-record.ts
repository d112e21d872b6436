import { compareText } from '../../../diagnostics/sort-diagnostics.ts';
import { type AttributedMigration } from './attribute-history.ts';
import { describeTouch } from './attribute-statement.ts';
import { purposeOf } from './find-foreign-touches.ts';
import { type OwnerRecord, recordChecksum } from '../../../model/owner-record.ts';

/** What is to be recorded of a migration; the same for the same SQL and the same owners. */
export function makeRecord(
  { migration, statements }: AttributedMigration,
  after: string | null,
  madeFor: readonly string[] | undefined,
  versions: ReadonlyMap<string, string>,
): OwnerRecord {
  const known = new Map(statements.flatMap(({ owner }) => (owner ? [[owner.component, owner.version]] : [])));
  const names = [...new Set([...(madeFor ?? purposeOf(statements)), ...known.keys()])].sort(compareText);
  // What the schema does not know is of the component its author names.
  const [only, ...others] = madeFor ?? [];
  const author = others.length === 0 ? only : undefined;
  return {
    recordVersion: 1,
    checksum: recordChecksum(migration.sql),
    after,
    components: Object.fromEntries(
      names.map((name) => [name, versions.get(name) ?? known.get(name) ?? '0.0.0']),
    ),
    statements: statements.map(({ statement, owner, changes, refers }) => ({
      line: statement.line,
      owner: owner?.component ?? author ?? null,
      changes: [...new Set(changes.map(({ object }) => describeTouch(object)))],
      refers: [
        ...new Set(
          refers.flatMap((touch) =>
            touch.owner && touch.owner.component !== owner?.component ? [touch.owner.component] : [],
          ),
        ),
      ].sort(compareText),
    })),
  };
}
