import { nearestName } from '../../config/nearest-name.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { positionAt } from '../../diagnostics/text-position.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { deriveFollowing, type FollowedResult } from '../../incremental/derive-following.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { type ComponentSources, isCode } from '../discover/read-sources.ts';
import { locationIn } from '../discover/code/location-in.ts';
import { accessCodes } from './access-codes.ts';
import { FactFinder } from './fact-finder.ts';
import { type AskedPermission } from './meaning.ts';
import { controllerAccess, type OpenRoute } from './list-open-routes.ts';
import { ProjectCode } from './project-code.ts';

const hint = "Put @Requires('…'), @Internal() or @Public() on the method or on its own class.";

/** What the code of one component says, whatever other components declare. */
interface ComponentAccess {
  readonly undeclared: readonly Diagnostic[];
  readonly asked: readonly AskedPermission[];
}

const accesses = new Kind<FollowedResult<ComponentAccess>>();
const permissions = new Kind<KnownPermissions>();

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
  const code = new ProjectCode(projectDir, files, sources, cache);
  const known = derive(cache, permissions, '', components, () => knownPermissions(components));
  return components.flatMap(({ name, isDisabled, namedIn }) => {
    if (isDisabled === true || namedIn !== undefined) return [];
    const own = sources.get(name) ?? [];
    const from = own.flatMap(({ file, digest }) => [file, digest]);
    const { undeclared, asked } = deriveFollowing(
      cache,
      accesses,
      name,
      from,
      (file) => code.versionOf(file),
      (lookUp) => {
        const candidates = own
          .map(({ file }) => file)
          .filter((file) => isSource(file) && code.mayDeclareController(file));
        return readAccess(name, candidates, new FactFinder(code, lookUp));
      },
    );
    return [...undeclared, ...asked.flatMap((one) => unknownPermission(name, one, known))];
  });
}

function isSource(file: string): boolean {
  return isCode(file) && !/\.d\.[cm]?ts$/.test(file);
}

function readAccess(component: string, code: readonly string[], finder: FactFinder): ComponentAccess {
  const found = code.flatMap((file) => {
    const facts = finder.factsOf(file);
    return (facts?.classes ?? []).flatMap((declared) =>
      facts ? [controllerAccess({ file, facts, declared }, finder)] : [],
    );
  });
  const asked = new Map(
    found
      .flatMap(({ permissions: all }) => all)
      .map((one) => [`${one.location.file}:${one.location.line}:${one.location.column}`, one]),
  );
  return {
    undeclared: found.flatMap(({ open }) => open.map((route) => undeclaredRoute(component, route))),
    asked: [...asked.values()],
  };
}

function undeclaredRoute(
  component: string,
  { controller, home, method, unclear, isRoute }: OpenRoute,
): Diagnostic {
  const { name, span } = method ?? home.declared;
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
    location: locationIn(home.file, home.facts, span),
    ...(home !== controller && {
      related: [
        {
          component,
          message: `"${controller.declared.name}" has it as a route`,
          file: controller.file,
          ...positionAt(controller.facts.lineStarts, controller.declared.span.offset),
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

interface KnownPermissions {
  readonly names: ReadonlySet<string>;
  /** Components of which is not known what their manifest declares. */
  readonly damaged: ReadonlySet<string>;
}

function knownPermissions(components: readonly DiscoveredComponent[]): KnownPermissions {
  return {
    names: new Set([
      ...platformPermissions,
      ...components.flatMap(({ name, permissions: declared = [] }) =>
        declared.map((one) => `${name}:${one.name}`),
      ),
    ]),
    damaged: new Set(components.filter(({ isDamaged }) => isDamaged).map(({ name }) => name)),
  };
}

function unknownPermission(
  component: string,
  { value, location }: AskedPermission,
  { names, damaged }: KnownPermissions,
): Diagnostic[] {
  const [owner = ''] = value.split(':', 1);
  if (names.has(value) || damaged.has(owner)) return [];
  const nearest = nearestName(value, [...names]);
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
      location,
    },
  ];
}
