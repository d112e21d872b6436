import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../../diagnostics/sort-diagnostics.ts';
import { overlayFiles } from '../../../files/overlay-files.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { type HistoryInput, lookAtHistory } from '../look-at-history.ts';
import { migrationId } from '../../../postgres/history/migration-id.ts';
import { allowFile } from '../ownership/allowances.ts';
import { recordFile } from '../../../model/owner-record.ts';
import { planMigrations } from '../plan/plan-migrations.ts';
import { readMigrations } from '../../../postgres/history/read-migrations.ts';
import { makeOwnerRecords } from '../make-owner-records.ts';
import { makeDowns } from '../rollback/make-downs.ts';
import { rollbackCodes } from '../rollback/rollback-codes.ts';
import { expandCodes } from './expand-codes.ts';

/** A migration that is not there yet. */
export interface MigrationFolder {
  readonly id: string;
  readonly files: readonly (readonly [name: string, text: string])[];
}

export interface FolderRequest {
  /** The project as it is with them. */
  readonly project: HistoryInput;
  readonly scripts: readonly {
    readonly title: string;
    readonly sql: string;
    /** The way back, where Prisma's own would be wrong. */
    readonly down?: string;
    /** What stands beside it, besides owners, allowances and the way back. */
    readonly beside?: readonly (readonly [name: string, text: string])[];
  }[];
  /** Why something dangerous is fine, by the kind of the rule; what has no reason is refused. */
  readonly reasonFor: (kind: string) => string | undefined;
  readonly now: Date;
  readonly target: EngineTarget;
  readonly files: ProjectFiles;
}

/** New migrations with their owner records, allowances and reverse scripts, each tested; or why there are none. */
export async function makeFolders({
  project,
  scripts,
  reasonFor,
  now,
  target,
  files,
}: FolderRequest): Promise<{
  readonly folders: readonly MigrationFolder[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  const { config } = project;
  let last = readMigrations(config, files).migrations.at(-1)?.id;
  const named = scripts.map((script) => ({ ...script, id: (last = migrationId(script.title, now, last)) }));
  const at = (id: string, name: string): string => `${config.migrationsDir}/${id}/${name}`;
  const texts = new Map(
    named.flatMap(({ id, sql, down }) => [
      [`${config.projectDir}/${at(id, 'migration.sql')}`, sql] as const,
      ...(down === undefined ? [] : [[`${config.projectDir}/${at(id, 'down.sql')}`, down] as const]),
    ]),
  );
  const seen = overlayFiles(files, texts);
  const history = await lookAtHistory(project, seen);
  const ids = named.map(({ id }) => id);
  const { statements } = planMigrations(history, { pending: ids, next: undefined, allowances: [] });
  const findings = statements.flatMap(({ migration, statement, findings: list }) =>
    list
      .filter((one) => one.class !== 'note' && !one.allowance)
      .map((one) => ({ ...one, migration, text: statement.text })),
  );
  const unsafe = findings.filter(({ rule }) => reasonFor(rule) === undefined);
  if (unsafe.length > 0) {
    return {
      folders: [],
      diagnostics: unsafe.map(({ what, instead, rule, component, owner }): Diagnostic => ({
        code: expandCodes.notSafe,
        severity: 'error',
        component,
        message: `The schema asks for something that is no part of these steps and ${what} (${rule}).`,
        hint: instead,
        ...(owner?.location ? { location: owner.location } : {}),
      })),
    };
  }
  const recorded = makeOwnerRecords(history, { join: false });
  if (hasErrors(recorded.diagnostics)) return { folders: [], diagnostics: recorded.diagnostics };
  const records = new Map(recorded.files);
  const { downs, diagnostics } = await makeDowns(config, history.replay.migrations, seen, target, { ids });
  const folders = named.map(({ id, sql, beside = [] }): MigrationFolder => {
    const own = findings.filter(({ migration }) => migration === id);
    const allow = [
      ...new Map(own.map(({ component, rule }) => [`${component}\n${rule}`, { component, rule }])).values(),
    ];
    const allowed = allow.map(({ component, rule }) => ({ component, kind: rule, reason: reasonFor(rule) }));
    const down = downs.find((one) => one.id === id && one.ok);
    const record = records.get(at(id, recordFile));
    return {
      id,
      files: [
        ['migration.sql', sql],
        ...beside,
        ...(record === undefined ? [] : [[recordFile, record] as const]),
        ...(allowed.length === 0
          ? []
          : [[allowFile, `${JSON.stringify({ allow: allowed }, null, 2)}\n`] as const]),
        ...(down === undefined ? [] : [['down.sql', down.text] as const]),
      ],
    };
  });
  // One that is given here is written by us, and not to be pointed out.
  const worth = diagnostics.filter(({ code }) => code !== rollbackCodes.edited);
  return { folders, diagnostics: worth.map((one) => ({ ...one, severity: 'warning' })) };
}
