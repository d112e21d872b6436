import { type DynamicModule, type FactoryProvider, type Provider, type Type } from '@nestjs/common';
import { ComponentClients } from './component-clients.ts';
import { PrismaService } from './prisma-service.ts';

/** A component with the module that is mounted for it. */
export interface MountedComponent {
  readonly name: string;
  readonly module: Type | DynamicModule | undefined;
}

type ModuleImport = NonNullable<DynamicModule['imports']>[number];
type Holder = Type | DynamicModule;

/** The providers a module had before one was added. On the module: a kernel that is exchanged must find it. */
const original = Symbol.for('tessera:providers');

/**
 * Gives every module of a component, those it imports included, the component's own `PrismaService`. To be called before
 * Nest reads the modules. What two components import stays without: there it is the closed client of all.
 */
export function provideClients(components: readonly MountedComponent[]): void {
  const roots = new Set(components.map(({ module }) => module && classOf(module)));
  const owners = new Map<Holder, Set<string>>();
  for (const { name, module } of components) {
    if (module !== undefined) claim(module, name, roots, owners);
  }
  for (const [holder, names] of owners) {
    setClient(holder, names.size === 1 ? [...names][0] : undefined);
  }
}

function claim(
  holder: Holder,
  name: string,
  roots: ReadonlySet<unknown>,
  owners: Map<Holder, Set<string>>,
): void {
  const known = owners.get(holder) ?? new Set();
  owners.set(holder, known);
  if (known.has(name)) return;
  known.add(name);
  for (const one of importsOf(holder)) {
    const imported = resolve(one);
    // Another component has a client of its own. A promised module cannot be changed any more when it is there.
    if (imported !== undefined && !roots.has(classOf(imported))) claim(imported, name, roots, owners);
  }
}

function importsOf(holder: Holder): ModuleImport[] {
  if (typeof holder === 'function') return listOf(holder, 'imports');
  return [...(holder.imports ?? []), ...listOf(holder.module, 'imports')];
}

function listOf(module: Type, key: string): ModuleImport[] {
  const list: unknown = Reflect.getMetadata(key, module);
  return isList<ModuleImport>(list) ? list : [];
}

function isList<T>(value: unknown): value is T[] {
  return Array.isArray(value);
}

function resolve(imported: ModuleImport | undefined): Holder | undefined {
  if (imported === undefined || imported instanceof Promise) return undefined;
  if (typeof imported === 'function' || 'module' in imported) return imported;
  // Nest has it as `any`.
  const forwarded: unknown = imported.forwardRef;
  const later: unknown =
    typeof forwarded === 'function' ? Reflect.apply(forwarded, undefined, []) : undefined;
  return isModule(later) ? resolve(later) : undefined;
}

function isModule(value: unknown): value is ModuleImport {
  return typeof value === 'function' || (typeof value === 'object' && value !== null);
}

function classOf(module: Holder): Type {
  return typeof module === 'function' ? module : module.module;
}

function setClient(holder: Holder, component: string | undefined): void {
  // Its own: a module class may extend another one.
  const given: unknown = Object.getOwnPropertyDescriptor(holder, original)?.value;
  const before = isList<Provider>(given) ? given : providersOf(holder);
  Object.defineProperty(holder, original, { value: before, configurable: true, enumerable: false });
  const providers = component === undefined ? before : [...before, clientProvider(component)];
  if (typeof holder === 'function') Reflect.defineMetadata('providers', providers, holder);
  else holder.providers = providers;
}

function providersOf(holder: Holder): Provider[] {
  if (typeof holder !== 'function') return holder.providers ?? [];
  const list: unknown = Reflect.getMetadata('providers', holder);
  return isList<Provider>(list) ? list : [];
}

function clientProvider(component: string): FactoryProvider {
  return {
    provide: PrismaService,
    inject: [ComponentClients],
    useFactory: (clients: ComponentClients) => clients.of(component),
  };
}
