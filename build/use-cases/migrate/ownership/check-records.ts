import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { type AttributedMigration } from './attribute-history.ts';
import { type AttributedStatement } from './attribute-statement.ts';
import { findForeignTouches, type Requires } from './find-foreign-touches.ts';
import { findMeetings } from './find-meetings.ts';
import { recordChecksum } from '../../../model/owner-record.ts';

/**
 * What the records say against the history: migrations without one, edited ones, foreign tables, branches that met. A statement
 * was judged when it was recorded: components may have changed hands since.
 */
export function checkRecords(migrations: readonly AttributedMigration[], requires: Requires): Diagnostic[] {
  const ofRecords = migrations.flatMap(({ migration, statements }): Diagnostic[] => {
    const { id, file, record, sql } = migration;
    const location = { file, line: 1, column: 1 };
    if (!record) {
      return [
        {
          code: migrateCodes.noRecord,
          severity: 'error',
          message: `Nobody is recorded as the owner of migration "${id}".`,
          hint: 'Run `tessera migrate record` and commit what it writes.',
          location,
        },
        ...findForeignTouches(migration, statements, requires),
      ];
    }
    if (record.checksum === recordChecksum(sql)) return describeMissingOwner({ migration, statements });
    return [
      {
        code: migrateCodes.edited,
        severity: 'error',
        message: `The SQL of migration "${id}" was edited after it was recorded.`,
        hint: `Bring it back from version control and make a new migration; if it was applied nowhere yet, run \`tessera migrate record ${id}\`.`,
        location,
      },
      ...findForeignTouches(migration, statements, requires),
    ];
  });
  return [...ofRecords, ...findMeetings(migrations)];
}

/** The record was made before the component was there. */
function describeMissingOwner(one: AttributedMigration): Diagnostic[] {
  const [first] = findMissingOwners(one);
  if (!first) return [];
  const { id, file } = one.migration;
  const { line, column } = first.statement;
  const component = first.owner?.component ?? '';
  return [
    {
      code: migrateCodes.noOwner,
      severity: 'error',
      component,
      message: `The record of migration "${id}" names no owner of a statement that is of component "${component}".`,
      hint: 'Run `tessera migrate record` and commit what it writes.',
      location: { file, line, column },
    },
  ];
}

/** The statements that a migration's record names no owner for, and that have one by now. */
export function findMissingOwners({
  migration: { record },
  statements,
}: AttributedMigration): readonly AttributedStatement[] {
  return statements.filter(({ owner }, at) => owner && record?.statements[at]?.owner === null);
}
