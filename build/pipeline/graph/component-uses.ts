import { type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { type ComponentSources } from '../discover/read-sources.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { nameLocation, positionIn } from '../../model/scanned-source.ts';
import { type OutwardField } from '../../model/scanned-source.ts';

/** One component uses something of another one. */
export type ComponentUse = {
  /** Who uses. */
  readonly from: DiscoveredComponent;
  /** Whose it is. */
  readonly to: DiscoveredComponent;
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
  components: readonly DiscoveredComponent[],
  sources: ComponentSources,
): ComponentUse[] {
  const outwardOf = ({ schemas }: DiscoveredComponent) => schemas.flatMap(({ outward }) => outward);
  const types = new Set(components.flatMap((one) => outwardOf(one).map(({ type }) => type)));
  const declared = declarations(components, types);
  const byName = new Map(components.map((component) => [component.name, component]));
  return components.flatMap((from) => [
    ...outwardOf(from).flatMap((outward) => fieldUse(from, outward, declared.get(outward.type) ?? [])),
    ...(sources.get(from.name) ?? []).flatMap(({ imports }) =>
      imports.flatMap(({ component, file, location }): ComponentUse[] => {
        const to = byName.get(component);
        return to ? [{ kind: 'import', from, to, file, location }] : [];
      }),
    ),
  ]);
}

interface Target {
  readonly component: DiscoveredComponent;
  readonly kind: string;
  readonly name: string;
  readonly location: SourceLocation;
}

function fieldUse(
  from: DiscoveredComponent,
  { author, field, type }: OutwardField,
  targets: readonly Target[],
): ComponentUse[] {
  const { source } = author;
  const [target] = targets;
  if (!target || targets.some(({ component }) => component === from)) return [];
  const { kind, name, location, component: to } = target;
  const place = positionIn(source, source.text.indexOf(type, field.offset + field.name.length));
  const hasKey = field.attributes.some(
    (attribute) => attribute.name === 'relation' && attribute.args.some((one) => one.name === 'fields'),
  );
  return [
    {
      kind: 'field',
      from,
      to,
      model: author.name,
      field: field.name,
      hasKey,
      location: { file: source.file, ...place, length: type.length },
      target: { kind, name, location },
    },
  ];
}

/** Who declares each of some names; twice is a problem of its own. */
function declarations(
  components: readonly DiscoveredComponent[],
  names: ReadonlySet<string>,
): Map<string, Target[]> {
  const declared = new Map<string, Target[]>();
  if (names.size === 0) return declared;
  for (const component of components) {
    for (const source of component.schemas) {
      for (const { block } of source.declared) {
        const { kind, name } = block;
        if (!names.has(name)) continue;
        const entry = { component, kind, name, location: nameLocation(source, block) };
        const same = declared.get(name);
        if (same) same.push(entry);
        else declared.set(name, [entry]);
      }
    }
  }
  return declared;
}
