import { nearestName } from '../../config/nearest-name.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { type Cache } from '../../incremental/derive.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { type ComponentSources, isCode } from '../discover/read-sources.ts';
import { accessCodes } from './access-codes.ts';
import { FactFinder } from './fact-finder.ts';
import { type AskedPermission } from './meaning.ts';
import { controllerAccess, type OpenRoute } from './list-open-routes.ts';

const hint = "Put @Requires('…'), @Internal() or @Public() on the method or on its own class.";

/**
 * Routes of the components that do not say who may use them, and permissions that no component declares. The platform
 * refuses the start for the former, too: it sees all routes, and only then.
 */
export function checkAccess(
  projectDir: string,
  components: readonly DiscoveredComponent[],
  sources: ComponentSources,
  files: ProjectFiles,
  cache: Cache,
): Diagnostic[] {
  const finder = new FactFinder(projectDir, files, sources, cache);
  const isKnown = knownPermissions(components);
  return components.flatMap((component) => {
    if (component.isDisabled === true || component.namedIn !== undefined) return [];
    const code = (sources.get(component.name) ?? []).filter(
      ({ file }) => isCode(file) && !/\.d\.[cm]?ts$/.test(file),
    );
    const found = code.flatMap(({ file }) => {
      const facts = finder.factsOf(file);
      return (facts?.classes ?? []).flatMap((declared) =>
        facts ? [controllerAccess({ file, facts, declared }, finder)] : [],
      );
    });
    const asked = new Map(
      found
        .flatMap(({ permissions }) => permissions)
        .map((one) => [`${one.file}:${one.place.line}:${one.place.column}`, one]),
    );
    return [
      ...found.flatMap(({ open }) => open.map((route) => undeclared(component.name, route))),
      ...[...asked.values()].flatMap((one) => isKnown(component.name, one)),
    ];
  });
}

function undeclared(
  component: string,
  { controller, home, method, unclear, isRoute }: OpenRoute,
): Diagnostic {
  const { name, place } = method ?? home.declared;
  const handler = method ? `${controller.declared.name}.${name}` : controller.declared.name;
  const of = [...new Set(unclear)].map((one) => `"${one}"`).join(', ');
  const message = isRoute
    ? `The route ${handler} does not say who may use it${of === '' ? '' : `, and ${of} cannot be looked into`}.`
    : method
      ? `Whether ${handler} is a route, and who may use it, cannot be seen: ${of} cannot be looked into.`
      : `Which routes ${handler} has, and who may use them, cannot be seen: it extends ${of}, which cannot be looked into.`;
  return {
    code: accessCodes.undeclaredRoute,
    severity: 'error',
    component,
    message,
    hint: isRoute || method ? hint : "Put @Requires('…'), @Internal() or @Public() on the class.",
    location: { file: home.file, ...place },
    ...(home !== controller && {
      related: [
        {
          component,
          message: `"${controller.declared.name}" has it as a route`,
          file: controller.file,
          line: controller.declared.place.line,
          column: controller.declared.place.column,
        },
      ],
    }),
  };
}

/** What of the platform itself may be permitted; src/platform/access/permission.ts describes each. */
export const platformPermissions: readonly string[] = [
  'platform:docs',
  'platform:health',
  'platform:overview',
];

function knownPermissions(components: readonly DiscoveredComponent[]) {
  const known = new Set([
    ...platformPermissions,
    ...components.flatMap(({ name, permissions = [] }) => permissions.map((one) => `${name}:${one.name}`)),
  ]);
  const damaged = new Set(components.filter(({ isDamaged }) => isDamaged).map(({ name }) => name));
  return (component: string, { value, place, file }: AskedPermission): Diagnostic[] => {
    const [owner = ''] = value.split(':', 1);
    // What its manifest declares is not known.
    if (known.has(value) || damaged.has(owner)) return [];
    const nearest = nearestName(value, [...known]);
    const isOwn = owner === component && /^[^:]+:[a-z]/.test(value);
    const declare = `Declare "${value.slice(owner.length + 1)}" in "permissions" of its component.json`;
    return [
      {
        code: accessCodes.unknownPermission,
        severity: 'error',
        component,
        message: `No component declares the permission "${value}".`,
        hint:
          [nearest && `Write "${nearest}"`, isOwn && declare].filter(Boolean).join(', or: ') ||
          `Write one of those that components declare: "<component>:<name>".`,
        location: { file, ...place },
      },
    ];
  };
}
