import { isInSchema } from '../../pipeline/compose/schema-features.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { type DataModel } from './data-model.ts';
import { renderFile } from './python/render-file.ts';
import { selectModels } from './select-models.ts';
import { type ModelsTarget } from './style.ts';

/** A file of models as it has to be. */
export interface ModelsFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly models: number;
}

/** The text of a target's file. Components that do not exist have no models. */
export function modelsFile(
  target: ModelsTarget,
  all: DataModel,
  components: readonly DiscoveredComponent[],
): ModelsFile {
  const owners = new Map(
    components.flatMap((component) => namesOf(component).map((name) => [name, component.name])),
  );
  const wanted = target.components && new Set(target.components);
  const selection = selectModels(all, (model) => !wanted || wanted.has(owners.get(model) ?? ''));
  const about = wanted ? [`Components: ${[...wanted].sort().join(', ')}`] : [];
  return {
    path: target.output,
    text: renderFile(selection, target.style, about),
    models: selection.models.length,
  };
}

function namesOf({ schemas }: DiscoveredComponent): string[] {
  return schemas.flatMap(({ blocks }) => blocks.filter(isInSchema).map(({ name }) => name));
}
