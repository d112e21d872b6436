import { positionAt } from '../diagnostics/text-position.ts';
import { type SourceLocation } from '../diagnostics/diagnostic.ts';
import { type ComponentSources } from '../discover/read-sources.ts';
import { nameLocation, type ScannedComponent, type ScannedSource } from '../compose/scanned-component.ts';
import { type Declaration, type Field } from '../compose/read-declarations.ts';

/** One component uses something of another one. */
export type ComponentUse = {
  /** Who uses. */
  readonly from: ScannedComponent;
  /** Whose it is. */
  readonly to: ScannedComponent;
  readonly location: SourceLocation;
} & (
  | {
      readonly kind: 'field';
      readonly model: string;
      readonly field: string;
      /** The side of a relation that has the foreign key. */
      readonly hasKey: boolean;
      /** Kind and place of what the field refers to. */
      readonly target: { readonly kind: string; readonly name: string; readonly location: SourceLocation };
    }
  | {
      readonly kind: 'import';
      /** Relative to the other component's folder. */
      readonly file: string;
    }
);

/** Every field and every import of a component that means another one; by component, then as they are written. */
export function componentUses(
  components: readonly ScannedComponent[],
  sources: ComponentSources,
): ComponentUse[] {
  const declared = declarations(components);
  const byName = new Map(components.map((component) => [component.name, component]));
  return components.flatMap((from) => [
    ...from.schemas.flatMap((source) =>
      source.declarations.flatMap((declaration) =>
        declaration.fields.flatMap((field) => fieldUse(from, source, declaration, field, declared)),
      ),
    ),
    ...(sources.get(from.name) ?? []).flatMap(({ imports }) =>
      imports.flatMap(({ component, file, location }): ComponentUse[] => {
        const to = byName.get(component);
        return to ? [{ kind: 'import', from, to, file, location }] : [];
      }),
    ),
  ]);
}

interface Target {
  readonly component: ScannedComponent;
  readonly kind: string;
  readonly name: string;
  readonly location: SourceLocation;
}

function fieldUse(
  from: ScannedComponent,
  source: ScannedSource,
  { block }: Declaration,
  { name: field, offset, type, attributes }: Field,
  declared: ReadonlyMap<string, readonly Target[]>,
): ComponentUse[] {
  const targets = (type !== undefined && declared.get(type)) || [];
  const [target] = targets;
  if (type === undefined || !target || targets.some(({ component }) => component === from)) return [];
  const { kind, name, location, component: to } = target;
  const place = positionAt(source.lineStarts, source.text.indexOf(type, offset + field.length));
  const hasKey = attributes.some(
    (attribute) => attribute.name === 'relation' && attribute.args.some((one) => one.name === 'fields'),
  );
  return [
    {
      kind: 'field',
      from,
      to,
      model: block.name,
      field,
      hasKey,
      location: { file: source.file, ...place, length: type.length },
      target: { kind, name, location },
    },
  ];
}

/** Who declares a name; twice is a problem of its own. */
function declarations(components: readonly ScannedComponent[]): Map<string, Target[]> {
  const declared = new Map<string, Target[]>();
  for (const component of components) {
    for (const source of component.schemas) {
      for (const { block } of source.declarations) {
        const { kind, name } = block;
        const entry = { component, kind, name, location: nameLocation(source, block) };
        const same = declared.get(name);
        if (same) same.push(entry);
        else declared.set(name, [entry]);
      }
    }
  }
  return declared;
}
