import { type Registry } from '../components/registered-component.ts';
import { type MountedRoute } from '../routes/list-routes.ts';

/** What GET / answers a program. */
export interface Overview {
  name: string;
  version: string;
  components: {
    name: string;
    version: string;
    state: 'enabled' | 'disabled' | 'retired';
    description: string | null;
    requires: readonly string[];
    models: readonly string[];
    permissions: Readonly<Record<string, string>>;
    routes: { method: string; path: string; access: string }[];
  }[];
  links: { docs: string; openapi: string; live: string; ready: string };
}

/** Arranges what is mounted; routes in the order of their paths. */
export function overview(
  { components }: Registry,
  routes: readonly MountedRoute[],
  version: string,
): Overview {
  return {
    name: 'tessera',
    version,
    components: components.map(({ name, version, state, description, requires, models, permissions }) => ({
      name,
      version,
      state: state ?? 'enabled',
      description: description ?? null,
      requires,
      models,
      permissions: permissions ?? {},
      routes: routes
        .filter(({ component }) => component === name)
        .map(({ method, path, access }) => ({ method, path, access: describeAccess(access) }))
        .sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method)),
    })),
    links: { docs: '/docs', openapi: '/docs/json', live: '/health/live', ready: '/health/ready' },
  };
}

function describeAccess(access: MountedRoute['access']): string {
  return access?.kind === 'requires' ? access.permissions.join(', ') : (access?.kind ?? 'none');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
