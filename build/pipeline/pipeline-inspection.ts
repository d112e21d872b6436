import { checkAccess } from './access/check-access.ts';
import { isAboutNames } from './compose/compose-codes.ts';
import { type NameOwners } from '../model/names/name-owners.ts';
import { type OutputPlan } from './compose/output-plan.ts';
import { scanSchemas } from '../model/scanned-component.ts';
import { type ProjectConfig } from '../config/project-config.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { discoverComponents } from './discover/discover-components.ts';
import { discoverMigrations } from './discover/discover-migrations.ts';
import { readSources } from './discover/read-sources.ts';
import { oneLook } from '../incremental/one-look.ts';
import { type WritableFiles } from '../files/project-files.ts';
import { type GenerateClientInput } from './generate/generate-client.ts';
import { generatorVersion } from './generate/prisma-version.ts';
import { applyStates, leaveOutAway } from './lock/apply-states.ts';
import { lockChange, type LockEdit, readCurrentLock } from './lock/lock-change.ts';
import { knownOwners } from './lock/known-owners.ts';
import { type LockEntry } from './lock/lock-file.ts';
import { type LockMode, undeclaredNames, type UpdatedLock } from './lock/update-lock.ts';
import { type PipelineCache } from './pipeline-cache.ts';
import { type PipelineClock } from './pipeline-clock.ts';
import { type Changes, compareWithDisk } from './write/compare-with-disk.ts';

/** Everything a run knows before it writes. */
export interface Inspection {
  readonly plan: OutputPlan;
  readonly changes: Changes;
  readonly lock: UpdatedLock;
  readonly diagnostics: readonly Diagnostic[];
  readonly client: GenerateClientInput;
}

/** Looks at the whole project: discover, compose, validate, and what writing would change. Writes nothing. */
export async function inspect(
  config: ProjectConfig,
  files: WritableFiles,
  cache: PipelineCache,
  clock: PipelineClock,
  { mode, edit }: { readonly mode: LockMode; readonly edit: LockEdit | undefined },
): Promise<Inspection> {
  const seen = oneLook(files);
  // While folders are listed and files read, the other core has nothing to do yet.
  cache.validator.prepare(seen.list(`${config.projectDir}/${config.componentsDir}`).length);
  const current = readCurrentLock(config, files, edit);
  const states = current.entries ?? new Map<string, LockEntry>();
  const discovery = applyStates(
    discoverComponents(config, seen, cache.discover, (found) => {
      clock.done('discover');
      const components = scanSchemas(leaveOutAway(found, states));
      // Packages are looked for later.
      if (config.packages.length === 0) {
        cache.validator.begin({ components, ...cache.composeTexts(config, components) });
      }
      clock.done('compose');
    }),
    states,
  );
  const migrations = discoverMigrations(config, files);
  clock.done('discover');
  const schema = cache.composeSchema(config, discovery.components);
  cache.validator.begin(schema);
  clock.done('compose');
  const sources = readSources(config, discovery.components, seen, cache.sources);
  clock.done('discover');
  const compose = (owners: NameOwners) =>
    cache.composeProject(config, schema, migrations, discovery.retired, owners);
  const known = knownOwners(states);
  let plan = compose(known);
  if (plan.diagnostics.some(isAboutNames)) {
    const { recordedOwners } = await import('./lock/recorded-owners.ts');
    // The lock is newer: a table may have gone to another component since a migration made it.
    plan = compose(new Map([...recordedOwners(config, files), ...known]));
  }
  const misused = [
    ...cache.checkUses(plan.components, sources),
    ...checkAccess(config.projectDir, plan.components, sources, seen, cache.access),
  ];
  clock.done('compose');
  const invalid = await cache.validator.validate(plan);
  clock.done('validate');
  const compared = compareWithDisk(plan, config, files, cache.outputs);
  const records = cache.recordComponents(plan.components, plan.owned, sources, config.defaultSchema);
  const isMigrated =
    undeclaredNames(current.entries, records).length > 0
      ? await cache.searchMigrations(config, files)
      : () => false;
  const lock = lockChange({ config, lock: current, discovery, plan, records, isMigrated, mode });
  const changes = { ...compared, write: [...compared.write, ...lock.write] };
  clock.done('write');
  const written = plan.schemaFiles.map(({ path, text }) => ({ path, text }));
  const hash = cache.hashClient(written, generatorVersion());
  clock.done('generate');
  return {
    plan,
    changes,
    lock,
    diagnostics: [
      ...discovery.diagnostics,
      ...plan.diagnostics,
      ...misused,
      ...invalid,
      ...changes.diagnostics,
      ...lock.diagnostics,
    ],
    client: {
      projectDir: config.projectDir,
      outputDir: `${config.generatedDir}/prisma`,
      files: written,
      hash,
    },
  };
}
