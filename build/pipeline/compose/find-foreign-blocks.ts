import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { composeCodes } from './compose-codes.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { positionIn } from '../../model/scanned-source.ts';
import { isDeclaration } from '../../prisma-language/is-declaration.ts';

/**
 * Every `generator` and `datasource` in a component: there is one of each, in main.prisma. Where an application keeps its
 * schema, they are the application's own.
 */
export function findForeignBlocks(components: readonly DiscoveredComponent[]): Diagnostic[] {
  const own = components.filter(({ namedIn }) => namedIn === undefined);
  return own.flatMap((component) =>
    component.schemas.flatMap((source) =>
      source.blocks
        .filter((block) => !isDeclaration(block))
        .map((block): Diagnostic => ({
          code: composeCodes.foreignBlock,
          severity: 'error',
          component: component.name,
          message: `A component has no ${block.kind} block: "${block.name}" is not allowed here.`,
          hint: hints[block.kind === 'datasource' ? 'datasource' : 'generator'],
          location: {
            file: source.file,
            ...positionIn(source, block.nameOffset),
            length: block.name.length,
          },
        })),
    ),
  );
}

/** Where what such a block says has its place. */
const hints = {
  datasource:
    'Remove the block; "extensions" are set in component.json, "provider" and "relationMode" in tessera.config, the URL is DATABASE_URL, and "schemas" follows from @@schema.',
  generator:
    'Remove the block; "previewFeatures", and "generator" for all else it says, are set in tessera.config.',
} as const;
