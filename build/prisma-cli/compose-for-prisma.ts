import { loadProjectConfig } from '../config/load-project-config.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../files/disk-files.ts';
import { type LockEntries } from '../lock/lock-file.ts';
import { runPipeline } from '../pipeline.ts';

/** The settings Prisma needs of ours, and what is wrong with the project. */
export interface ComposedForPrisma {
  readonly diagnostics: readonly Diagnostic[];
  /** Names of the components as they are mounted: what is required comes first. */
  readonly order: readonly string[];
  /** As it is now; what is retired in it is not Prisma's business. */
  readonly lock: LockEntries;
  /** Schema of the models that name none, where some do. */
  readonly defaultSchema: string;
  /** False: nothing was written and the command must not run. */
  readonly ok: boolean;
}

/**
 * Puts the components' schemas together. The client is left to Prisma: this may be `prisma generate` itself.
 * @param compares the command drops what the schema does not declare
 */
export async function composeForPrisma(
  projectDir: string,
  compares: boolean,
  env: NodeJS.ProcessEnv,
): Promise<ComposedForPrisma> {
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) {
    const { diagnostics } = loaded;
    return { ok: false, order: [], lock: new Map(), defaultSchema: 'public', diagnostics };
  }
  const generate = () => Promise.resolve({ ok: true as const, generated: false, hash: '' });
  const report = await runPipeline(loaded.config, { generate, lock: 'entries' });
  const { components, lock } = report;
  const { defaultSchema } = loaded.config;
  const orphans =
    compares && report.ok
      ? await (await import('../migrate/find-orphans.ts')).findOrphans(loaded.config, lock, diskFiles, env)
      : [];
  const diagnostics = [...report.diagnostics, ...orphans];
  const order = components.map(({ name }) => name);
  return { ok: !hasErrors(diagnostics), order, lock, defaultSchema, diagnostics };
}
