import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type ProjectConfig, projectOptionsSchema } from '../../config/project-config.ts';
import { type Composition } from './check-composition.ts';
import { listTenantTables } from '../migrate/tenants/tenant-table.ts';
import { runPipeline } from '../../pipeline/pipeline.ts';

/** The project's settings (the defaults when they are wrong) and what composing it would say; writes nothing. */
export async function inspectComposition(
  projectDir: string,
): Promise<{ readonly config: ProjectConfig; readonly compose: () => Promise<Composition> }> {
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) {
    const { diagnostics } = loaded;
    return {
      config: { ...projectOptionsSchema.parse({}), projectDir },
      compose: () =>
        Promise.resolve({ components: 0, diagnostics, isOutOfDate: false, extensions: [], tenants: [] }),
    };
  }
  return {
    config: loaded.config,
    compose: async () => {
      const report = await runPipeline(loaded.config, { check: true });
      return {
        components: report.components.length,
        diagnostics: report.diagnostics,
        isOutOfDate: report.changed.length + report.removed.length > 0 || report.generated,
        extensions: report.model.extensions,
        tenants: listTenantTables(report.model.sources, loaded.config),
      };
    },
  };
}
