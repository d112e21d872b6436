import { type FactMemo } from './access/fact-finder.ts';
import { composeProject } from './compose/compose-project.ts';
import { type ComposedSchema, composeSchema } from './compose/compose-schema.ts';
import { composeTexts } from './compose/compose-texts.ts';
import { type DatabaseName } from '../model/names/database-name.ts';
import { type NameOwners } from '../model/names/name-owners.ts';
import { type OutputPlan } from './compose/output-plan.ts';
import { type RetiredComponent } from './compose/retired-component.ts';
import { type ScannedComponent } from '../model/scanned-component.ts';
import { type ProjectConfig } from '../config/project-config.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { createDiscoverCache, type DiscoverCache } from './discover/discover-cache.ts';
import { type DiscoveredComponent } from '../model/discovered-component.ts';
import { type ComponentSource, type ComponentSources } from './discover/read-sources.ts';
import { type ProjectFiles } from '../files/project-files.ts';
import { FileMemo } from '../incremental/file-memo.ts';
import { createClientHasher, type SchemaFile } from './generate/client-hash.ts';
import { checkUses } from './graph/check-uses.ts';
import { componentUses } from './graph/component-uses.ts';
import { type ComponentRecord, recordComponents } from './lock/record-components.ts';
import { rememberLast } from '../incremental/remember-last.ts';
import { createPlanValidator, type PlanValidator } from './validate/plan-validator.ts';

/** What one process keeps between runs of one project. */
export interface PipelineCache {
  readonly discover: DiscoverCache;
  /** Composed again only when a component, the configuration or the list of migrations changed. */
  readonly composeTexts: typeof composeTexts;
  readonly composeSchema: (
    config: ProjectConfig,
    components: readonly DiscoveredComponent[],
  ) => ComposedSchema;
  readonly composeProject: (
    config: ProjectConfig,
    schema: ComposedSchema,
    migrations: readonly string[],
    retired: readonly RetiredComponent[],
    owners: NameOwners,
  ) => OutputPlan;
  readonly checkUses: (
    components: readonly ScannedComponent[],
    sources: ComponentSources,
  ) => readonly Diagnostic[];
  /** Digests and imports of the components' files. */
  readonly sources: FileMemo<ComponentSource>;
  /** What files say about decorators. */
  readonly access: FactMemo;
  readonly validator: PlanValidator;
  readonly recordComponents: (
    components: readonly ScannedComponent[],
    owned: readonly DatabaseName[],
    sources: ComponentSources,
    defaultSchema: string,
  ) => ReadonlyMap<string, ComponentRecord>;
  /** Whether the migrations leave a table or an enum type in the database; they are read again when one changed. */
  readonly searchMigrations: (
    config: ProjectConfig,
    files: ProjectFiles,
  ) => Promise<(name: string) => boolean>;
  readonly hashClient: (files: readonly SchemaFile[], prismaVersion: string) => string;
  /** Texts of the generated files as they are on disk. */
  readonly outputs: FileMemo<string>;
}

/** Reading SQL takes PostgreSQL's parser, which is loaded when the first question is asked: that is seldom. */
function searchMigrations(): PipelineCache['searchMigrations'] {
  const read = rememberLast(async (scripts: readonly string[], defaultSchema: string) => {
    const { historyNames } = await import('../postgres/history/history-names.ts');
    return (await historyNames(scripts, defaultSchema)).has;
  });
  return async (config, files) => {
    const { readMigrations } = await import('../postgres/history/read-migrations.ts');
    const { migrations, diagnostics } = readMigrations(config, files);
    // A migration that cannot be read may have made anything: nothing is forgotten then.
    if (diagnostics.length > 0) return () => true;
    return read(
      migrations.map(({ sql }) => sql),
      config.defaultSchema,
    );
  };
}

export function createPipelineCache(): PipelineCache {
  const texts = rememberLast(composeTexts);
  return {
    discover: createDiscoverCache(),
    composeTexts: texts,
    composeSchema: rememberLast((config, components) => composeSchema(config, components, texts)),
    composeProject: rememberLast(composeProject),
    checkUses: rememberLast((components, sources) =>
      checkUses(components, componentUses(components, sources), sources),
    ),
    sources: new FileMemo(),
    access: new FileMemo(),
    validator: createPlanValidator(),
    recordComponents: rememberLast(recordComponents),
    searchMigrations: searchMigrations(),
    hashClient: createClientHasher(),
    outputs: new FileMemo(),
  };
}
