import { projectOptionsSchema } from '../../build/config/project-config.ts';
import { diskFiles } from '../../build/files/disk-files.ts';
import { type LockEntries } from '../../build/pipeline/lock/lock-file.ts';
import { type HistoryLook, lookAtHistory } from '../../build/use-cases/migrate/look-at-history.ts';
import { makeOwnerRecords, type RecordRequest } from '../../build/use-cases/migrate/make-owner-records.ts';
import { componentsOf, composeTexts } from './compose-texts.ts';
import { createTempProject, type TempProject } from './temp-project.ts';

/** Components in memory with a migrations folder on disk. */
export interface HistoryProject extends TempProject {
  /** Adds, or replaces, the SQL of a migration. */
  migration(id: string, sql: string): void;
  look(forget?: readonly string[]): Promise<HistoryLook>;
  /** Records what can be recorded, and gives the codes of what stands in the way. */
  record(request?: Partial<RecordRequest>, forget?: readonly string[]): Promise<string[]>;
}

/** @param schemas one a component; each requires all that come before it */
export async function createHistoryProject(
  schemas: Readonly<Record<string, string>>,
  lock: LockEntries = new Map(),
): Promise<HistoryProject> {
  const project = createTempProject();
  const { plan } = await composeTexts(componentsOf(schemas));
  const config = { ...projectOptionsSchema.parse({}), projectDir: project.dir };
  const look = (forget: readonly string[] = []) =>
    lookAtHistory({ config, model: plan, lock, forget }, diskFiles);
  return {
    ...project,
    look,
    migration(id, sql) {
      project.write(`prisma/migrations/${id}/migration.sql`, sql);
    },
    async record(request = {}, forget = []) {
      const { files, diagnostics } = makeOwnerRecords(await look(forget), { join: false, ...request });
      for (const [file, text] of files) project.write(file, text);
      return diagnostics.map(({ code }) => code);
    },
  };
}
