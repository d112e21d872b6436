import { type DiscoveredComponent, type NamedExtension } from './discovered-component.ts';

/** What a component's composed text depends on. */
export interface ScannedSchemas extends Pick<DiscoveredComponent, 'name' | 'schemas'> {
  readonly extensions?: readonly Pick<NamedExtension, 'name'>[];
}
