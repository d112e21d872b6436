import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { type ComponentState } from '../../pipeline/lock/lock-file.ts';
import { type PipelineReport } from '../../pipeline/pipeline.ts';

/**
 * The object `tessera compose --json` prints; other programs rely on its shape, so keys are added and never changed.
 *
 * @param report undefined: the run could not begin
 */
export function composeJson(report: PipelineReport | undefined) {
  return {
    ok: report?.ok ?? false,
    components: [...(report?.components ?? [])]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((component) => componentJson(component, report?.states.get(component.name) ?? 'enabled')),
    diagnostics: report?.diagnostics ?? [],
    changed: report?.changed ?? [],
    removed: report?.removed ?? [],
    generated: report?.generated ?? false,
    timings: report?.timings ?? {},
  };
}

function componentJson(
  { name, version, path, schemas, requires }: DiscoveredComponent,
  state: ComponentState,
) {
  const blocks = schemas.flatMap((source) => source.blocks);
  const count = (kind: string) => blocks.filter((block) => block.kind === kind).length;
  return {
    name,
    version,
    path,
    state,
    models: count('model'),
    enums: count('enum'),
    types: count('type'),
    views: count('view'),
    requires: requires.map((requirement) => requirement.name),
  };
}
