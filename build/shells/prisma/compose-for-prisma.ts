import { listSqlLiterals } from '../../pipeline/compose/literals/list-sql-literals.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { type LockEntries } from '../../pipeline/lock/lock-file.ts';
import { type PipelineReport } from '../../pipeline/pipeline-report.ts';
import { runPipeline } from '../../pipeline/pipeline.ts';

/** The settings Prisma needs of ours, and what is wrong with the project. */
export interface ComposedForPrisma {
  readonly diagnostics: readonly Diagnostic[];
  /** Names of the components as they are mounted: what is required comes first. */
  readonly order: readonly string[];
  /** As it is now; what is retired in it is not Prisma's business. */
  readonly lock: LockEntries;
  /** Parts of tables: Prisma must not look at them by themselves. */
  readonly partitions: readonly string[];
  /** False: nothing was written and the command must not run. */
  readonly ok: boolean;
}

/**
 * Puts the components' schemas together. The client is left to Prisma: this may be `prisma generate` itself.
 * @param compares the command drops what the schema does not declare
 */
export async function composeForPrisma(
  config: ProjectConfig,
  compares: boolean,
  env: NodeJS.ProcessEnv,
): Promise<ComposedForPrisma> {
  const generate = () => Promise.resolve({ ok: true as const, generated: false, hash: '' });
  const report = await runPipeline(config, { generate, lock: 'entries' });
  const { components, lock } = report;
  const compared = compares && report.ok ? await compare(config, report, env) : undefined;
  const { problems = [], partitions = [] } = compared ?? {};
  const diagnostics = [...report.diagnostics, ...problems];
  const order = components.map(({ name }) => name);
  return { ok: !hasErrors(diagnostics), order, lock, partitions, diagnostics };
}

/** What a command that compares has to know of the migrations. */
async function compare(
  config: ProjectConfig,
  { model, lock, schema }: Pick<PipelineReport, 'model' | 'lock' | 'schema'>,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly problems: readonly Diagnostic[]; readonly partitions: readonly string[] }> {
  const [{ findOrphans }, { readPartitionNames }, { checkLiterals }] = await Promise.all([
    import('../../use-cases/migrate/find-orphans.ts'),
    import('../../postgres/history/partition-names.ts'),
    import('../../use-cases/migrate/replay/check-literals.ts'),
  ]);
  const partitions = await readPartitionNames(config, diskFiles);
  const unreadable = await checkLiterals(listSqlLiterals(model.sources));
  const problems =
    unreadable.length > 0
      ? unreadable
      : await findOrphans({ config, lock, schema, partitions }, diskFiles, env);
  return { problems, partitions };
}
