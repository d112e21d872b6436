import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors, sortDiagnostics } from '../../diagnostics/sort-diagnostics.ts';
import { type HistoryLook } from './look-at-history.ts';
import { migrateCodes } from './migrate-codes.ts';
import { checkRecords, findMissingOwners } from './ownership/check-records.ts';
import { findForeignTouches } from './ownership/find-foreign-touches.ts';
import { describeUnowned } from './ownership/find-unowned.ts';
import { makeRecord } from './ownership/make-record.ts';
import { formatRecord, recordChecksum, recordFile } from '../../model/owner-record.ts';

export interface RecordRequest {
  /** Components the migrations are made for; other people's tables are refused then. @default what the statements say */
  readonly madeFor?: readonly string[];
  /** Accepts the order in which migrations of several branches stand now. */
  readonly join: boolean;
}

/** Record files to write, `[path, text]`; none when something is wrong. */
export interface Recording {
  readonly files: readonly (readonly [path: string, text: string])[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Works out the missing owner records. Edited migrations, foreign tables, tables without an owner and branches that meet are refused: a record says
 * that a person has looked.
 */
export function makeOwnerRecords(
  { migrations, requires, versions, unowned, diagnostics }: HistoryLook,
  { madeFor, join }: RecordRequest,
): Recording {
  const files = migrations.flatMap((one, at): [string, string][] => {
    const { folder, record } = one.migration;
    const after = migrations[at - 1]?.migration.id ?? null;
    const file = `${folder}/${recordFile}`;
    if (!record) return [[file, formatRecord(makeRecord(one, after, madeFor, versions))]];
    if (record.checksum === recordChecksum(one.migration.sql) && findMissingOwners(one).length > 0) {
      const { statements, components } = makeRecord(one, record.after, undefined, versions);
      const made = { ...record, statements, components: { ...components, ...record.components } };
      return [[file, formatRecord(join ? { ...made, after } : made)]];
    }
    return join && record.after !== after ? [[file, formatRecord({ ...record, after })]] : [];
  });
  const foreign = migrations
    .filter(({ migration }) => !migration.record)
    .flatMap(({ migration, statements }) => findForeignTouches(migration, statements, requires, madeFor));
  // A single component that is named owns what the schema does not know.
  const open = madeFor?.length === 1 ? [] : unowned;
  const withoutOwner = open.filter(({ migration: id }) =>
    migrations.some(({ migration }) => migration.id === id && !migration.record),
  );
  // What this call mends, or has judged above, is not said again.
  const settled: readonly string[] = [
    migrateCodes.noRecord,
    migrateCodes.noOwner,
    migrateCodes.foreignTable,
    ...(join ? [migrateCodes.branchesMeet, migrateCodes.gone] : []),
  ];
  const others = checkRecords(migrations, requires).filter(({ code }) => !settled.includes(code));
  const problems = sortDiagnostics([
    ...diagnostics,
    ...foreign,
    ...withoutOwner.map(describeUnowned),
    ...others,
  ]);
  return { files: hasErrors(problems) ? [] : files, diagnostics: problems };
}
