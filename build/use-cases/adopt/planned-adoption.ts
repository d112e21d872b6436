import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type ProjectConfig, type ProjectOptions } from '../../config/project-config.ts';
import { done, environmentFault, type Outcome, refused } from '../../diagnostics/outcome.ts';
import { hasErrors } from '../../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { runPipeline } from '../../pipeline/pipeline.ts';
import { type HistoryLook, lookAtHistory } from '../migrate/look-at-history.ts';
import { makeOwnerRecords } from '../migrate/make-owner-records.ts';
import { type Application } from './survey/application.ts';

/** Everything an adoption would write, as text; nothing is on disk. */
export interface PlannedAdoption {
  readonly config: ProjectConfig;
  readonly components: readonly DiscoveredComponent[];
  readonly history: HistoryLook;
  /** `[path, text]`, relative to the project. The composed schema and the lock come from composing. */
  readonly files: readonly (readonly [path: string, text: string])[];
  /** What composing writes beside them. */
  readonly composed: readonly string[];
}

/** Settings of an application whose schema becomes the component `name`, as they are written. */
export function settingsFor(application: Application, name: string): ProjectOptions {
  const { schema, migrationsDir, relationMode, databaseUrlFrom, envFile, modules } = application;
  return {
    components: [{ name, schema }],
    ...(application.hasComponentsFolder ? { componentsDir: 'src/tessera-components' } : {}),
    schemaDir: '.tessera/schema',
    generatedDir: '.tessera/generated',
    ...(migrationsDir === 'prisma/migrations' ? {} : { migrationsDir }),
    ...(relationMode === 'foreignKeys' ? {} : { relationMode }),
    ...(databaseUrlFrom === 'DATABASE_URL' ? {} : { databaseUrlFrom }),
    ...(envFile === '.env' ? {} : { envFile }),
    ...(modules === 'CommonJS' ? { generator: { moduleFormat: 'cjs', importFileExtension: '' } } : {}),
  };
}

/** Composes and records in memory. */
export async function planAdoption(
  projectDir: string,
  application: Application,
  name: string,
): Promise<Outcome<PlannedAdoption>> {
  const settings = settingsFor(application, name);
  const loaded = await loadProjectConfig(projectDir, settings);
  if (!loaded.ok) return refused(loaded.diagnostics);
  const { config } = loaded;
  const report = await runPipeline(config, { check: true });
  if (report.outcome === 'environment') return environmentFault(report.diagnostics);
  if (hasErrors(report.diagnostics)) return refused(report.diagnostics);
  const { model, components, lock } = report;
  const history = await lookAtHistory({ config, model, lock }, diskFiles);
  const records = makeOwnerRecords(history, { join: false, madeFor: [name] });
  if (hasErrors(records.diagnostics)) return refused(records.diagnostics);
  const plan: PlannedAdoption = {
    config,
    components,
    history,
    files: [['tessera.config.json', `${JSON.stringify(settings, null, 2)}\n`], ...records.files],
    composed: report.changed,
  };
  return done(plan, [...report.diagnostics, ...records.diagnostics]);
}
