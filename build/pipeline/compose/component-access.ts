import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type Field } from '../../prisma-language/read-declarations.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { listTenantModels } from '../../model/tenant-models.ts';

/** Models and views of a component, each sorted. */
export interface ComponentNames {
  readonly models: readonly string[];
  readonly views: readonly string[];
}

export function namesOf({ schemas }: DiscoveredComponent): ComponentNames {
  const ofKind = (wanted: string) =>
    schemas
      .flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === wanted).map(({ name }) => name))
      .sort(compareText);
  return { models: ofKind('model'), views: ofKind('view') };
}

/** What the database client of a component reaches. All lists are sorted. */
export interface ComponentAccess {
  /** Its own. */
  readonly models: readonly string[];
  /** Views of its own; like models of others, they can be read only. */
  readonly views: readonly string[];
  /** Models and views of the components it requires. */
  readonly reads: readonly string[];
  /** Those of them that their owners offer for writing. */
  readonly writes: readonly string[];
  /** Relations to models of others, such as `Order.customer`, that are columns of its own: to set one writes nothing of the other side. */
  readonly links: readonly string[];
  /** Its tenant models, each with the field that says whose a row is. */
  readonly tenants: Readonly<Record<string, string>>;
  readonly raw: boolean;
  readonly system: readonly string[];
}

/** @param required the components it requires */
export function componentAccess(
  component: DiscoveredComponent,
  required: readonly DiscoveredComponent[],
): ComponentAccess {
  const { models, views } = namesOf(component);
  const known = required.map((one) => ({ names: namesOf(one), offers: one.writeOffers ?? [] }));
  return {
    models,
    views,
    reads: known.flatMap(({ names }) => [...names.models, ...names.views]).sort(compareText),
    writes: known
      .flatMap(({ names, offers }) =>
        offers.map(({ model }) => model).filter((model) => names.models.includes(model)),
      )
      .sort(compareText),
    links: linksOf(component, models),
    tenants: tenantsOf(component),
    raw: component.database?.raw ?? false,
    system: component.database?.system ?? [],
  };
}

function tenantsOf({ schemas }: DiscoveredComponent): Readonly<Record<string, string>> {
  const pairs = listTenantModels(schemas).map(({ model, field }): [string, string] => [
    model.name,
    field.name,
  ]);
  return Object.fromEntries(pairs.sort(([a], [b]) => compareText(a, b)));
}

/** To-one relations to models of others with the key on their own side. */
function linksOf({ schemas }: DiscoveredComponent, models: readonly string[]): readonly string[] {
  const outward = schemas.flatMap((source) => source.outward);
  // Few components refer to others, and reading the arguments of every relation costs more than the rest of the registry.
  if (outward.length === 0) return [];
  const own = new Set(models);
  return outward
    .filter(({ field, type }) => !own.has(type) && holdsKey(field))
    .map(({ author, field }) => `${author.name}.${field.name}`)
    .sort(compareText);
}

function holdsKey({ attributes }: Field): boolean {
  return attributes.some(
    ({ name, args }) => name === 'relation' && args.some((argument) => argument.name === 'fields'),
  );
}
