import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { composeTexts, type ComposedTexts } from './compose-texts.ts';
import { orderComponents } from './order-components.ts';
import { scanComponent, type ScannedComponent, scanSchemas } from '../../model/scanned-component.ts';

/** Components in order, with their texts; nothing has been said about names yet. */
export interface ComposedSchema extends ComposedTexts {
  /** In the order they are mounted. */
  readonly components: readonly ScannedComponent[];
  /** About the order. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The first half of a plan: enough for Prisma to begin with its judgement.
 * @param texts for example one that remembers what it was asked last
 */
export function composeSchema(
  config: ProjectConfig,
  discovered: readonly DiscoveredComponent[],
  texts: typeof composeTexts = composeTexts,
): ComposedSchema {
  const { ordered, diagnostics } = orderComponents(discovered.map((one) => scanComponent(one)));
  return { components: ordered, diagnostics, ...texts(config, scanSchemas(discovered)) };
}
