import { loadProjectConfig } from '../../build/config/load-project-config.ts';
import { runPipeline } from '../../build/pipeline/pipeline.ts';
import { renderFile } from '../../build/use-cases/sqlalchemy/python/render-file.ts';
import { readComposedSchema } from '../../build/use-cases/sqlalchemy/read-composed-schema.ts';
import { selectModels } from '../../build/use-cases/sqlalchemy/select-models.ts';
import { type Style } from '../../build/use-cases/sqlalchemy/style.ts';

/** SQLAlchemy models of this project's own components. */
export async function renderOwnModels(style: Style): Promise<string> {
  const loaded = await loadProjectConfig('.');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const { schema } = await runPipeline(loaded.config, { check: true });
  return renderFile(
    selectModels(await readComposedSchema(schema), () => true),
    style,
    [],
  );
}
