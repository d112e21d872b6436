import { loadProjectConfig } from '../../config/load-project-config.ts';
import { nearestName } from '../../config/nearest-name.ts';
import { componentsInUse } from '../../pipeline/components-in-use.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { requiredBy } from '../../pipeline/graph/required-by.ts';

/** A part of the components, with everything they require. */
export interface ChosenPart {
  readonly asked: readonly string[];
  /** Sorted; `asked` and what it requires. */
  readonly mounted: readonly string[];
  /** How many the project has. */
  readonly of: number;
}

/**
 * The part of a project that `--only` names.
 * @param only names with commas between them
 */
export async function choosePart(
  projectDir: string,
  only: string,
): Promise<ChosenPart | { readonly refusal: string }> {
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) {
    return { refusal: loaded.diagnostics.map(({ message }) => message).join('\n') };
  }
  const { components, retired } = componentsInUse(loaded.config, diskFiles);
  const away = new Set(retired.map(({ name }) => name));
  const names = components.map(({ name }) => name);
  const asked = only.split(',').map((name) => name.trim());
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    return { refusal: unknown.map((name) => describeUnknown(name, names, away)).join('\n') };
  const mounted = new Set(asked.flatMap((name) => [name, ...requiredBy(name, components)]));
  return { asked, mounted: [...mounted].sort(), of: names.length };
}

function describeUnknown(name: string, names: readonly string[], retired: ReadonlySet<string>): string {
  if (retired.has(name)) {
    return `--only: component "${name}" is retired. Bring it back first: tessera component restore ${name}`;
  }
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? `There are: ${names.join(', ')}.` : `Did you mean "${nearest}"?`;
  return `--only: there is no component "${name}". ${hint}`;
}
