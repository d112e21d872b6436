import pluralize from 'pluralize';

/** Every spelling of a new component's names that its files need. */
export interface ComponentWords {
  /** `print-jobs` */
  readonly component: string;
  /** `PrintJobs` */
  readonly Component: string;
  /** The Prisma model, `PrintJob`. */
  readonly Model: string;
  /** Its property of the client, `printJob`. */
  readonly accessor: string;
  /** What the API calls one of them, without the component's name in front: `job`, `Job`. */
  readonly resource: string;
  readonly Resource: string;
  /** `jobs`, `Jobs`, and for variables `jobs`. */
  readonly resources: string;
  readonly Resources: string;
  readonly resourcesVariable: string;
  /** For sentences: `print jobs`. */
  readonly words: string;
}

/**
 * @param component in kebab-case
 * @param model in PascalCase. @default the component's name in the singular
 */
export function componentWords(component: string, model: string = defaultModel(component)): ComponentWords {
  const resource = toKebab(withoutPrefix(model, component));
  const resources = pluralize.plural(resource);
  const Resources = toPascal(resources);
  return {
    component,
    Component: toPascal(component),
    Model: model,
    accessor: lowerFirst(model),
    resource,
    Resource: toPascal(resource),
    resources,
    Resources,
    resourcesVariable: lowerFirst(Resources),
    words: pluralize.plural(toKebab(model)).replaceAll('-', ' '),
  };
}

/** `print-jobs` -> `PrintJob` */
export function defaultModel(component: string): string {
  return toPascal(pluralize.singular(component));
}

/** In the component `crm` the model `CrmDeal` is a deal, and `Crm` itself is a crm. */
function withoutPrefix(model: string, component: string): string {
  const prefixes = [toPascal(component), toPascal(pluralize.singular(component))];
  const prefix = prefixes.find((one) => model.startsWith(one) && /^[A-Z]/.test(model.slice(one.length)));
  return prefix === undefined ? model : model.slice(prefix.length);
}

function toPascal(kebab: string): string {
  return kebab.replaceAll(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());
}

/** `HTTPRoute2` -> `http-route2` */
export function toKebab(pascal: string): string {
  return pascal
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
