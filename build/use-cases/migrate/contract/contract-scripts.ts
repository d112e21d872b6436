import { diffSchemas } from '../../../prisma-engine/diff-schemas.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { arrangeScript } from '../expand/arrange-script.ts';
import { columnsThatGo } from '../expand/recognise/columns-that-go.ts';
import { type Scripts, type SchemaFiles } from '../expand/recognise/compare-shapes.ts';
import { type ExpandRecord } from '../expand/expand-record.ts';
import { groupByLock } from '../expand/group-by-lock.ts';
import { isQualified } from '../expand/is-qualified.ts';
import { sqlNames } from '../../../postgres/names/sql-names.ts';
import { writeStepSql } from '../expand/sql/write-step-sql.ts';
import { tableOf, type TableShape } from '../expand/recognise/table-shape.ts';

export interface ContractScriptsInput {
  readonly record: ExpandRecord;
  /** What the committed migrations build. */
  readonly shapes: readonly TableShape[];
  readonly expanded: Scripts;
  /** The schema without what was kept until now. */
  readonly final: SchemaFiles;
  readonly external: { readonly tables: readonly string[]; readonly enums: readonly string[] };
  readonly target: EngineTarget;
}

/**
 * The migrations of contract: one that reads tables while applications read and write, and one with short locks that removes what is
 * no longer used.
 */
export async function contractScripts({
  record,
  shapes,
  expanded,
  final,
  external,
  target,
}: ContractScriptsInput): Promise<{ readonly title: string; readonly sql: string }[]> {
  const { title, changes, validate } = record;
  const names = sqlNames(isQualified(final));
  const steps = changes.map((change) => writeStepSql(change, names));
  const { text, isEmpty } = await diffSchemas(
    { kind: 'scripts', scripts: expanded },
    { kind: 'files', files: final },
    { target, external },
  );
  const arranged = await arrangeScript(isEmpty ? '' : text, indexesThatGo(record, shapes));
  const finish = [...steps.flatMap((step) => step.finish ?? []), ...validate];
  const rest = [
    ...steps.flatMap((step) => step.release ?? []),
    ...arranged.statements,
    ...steps.flatMap((step) => step.last ?? []),
  ];
  const groups = await groupByLock(rest);
  const about = '-- Written by "tessera migrate contract"';
  return [
    ...(finish.length === 0
      ? []
      : [
          {
            title: `${title}_finish`,
            // Where the backfill ran, there is nothing left to write.
            sql: `${about}: rows that no backfill has filled, and proof that none are left; others go on meanwhile.\n\n${finish.join('\n\n')}\n`,
          },
        ]),
    ...groups.map((sql, at) => ({
      title: at === groups.length - 1 ? `${title}_contract` : `${title}_contract_${String(at + 1)}`,
      sql: `${about}: what the version before used goes.\n\n${sql.join('\n\n')}\n`,
    })),
    ...arranged.alone.map((sql, at) => ({
      title: `${title}_contract_index_${String(at + 1)}`,
      sql: `${sql}\n`,
    })),
  ];
}

/** An index goes with the first of its columns. */
function indexesThatGo({ changes }: ExpandRecord, shapes: readonly TableShape[]): ReadonlySet<string> {
  return new Set(
    changes.flatMap((change) => {
      const gone = columnsThatGo(change);
      const indexes = tableOf(shapes, change.table)?.indexes ?? [];
      return indexes
        .filter(({ columns }) => columns.some((one) => gone.includes(one)))
        .map(({ name }) => name);
    }),
  );
}
