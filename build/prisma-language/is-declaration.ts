import { type SchemaBlock } from './scan-blocks.ts';

/** A block that declares something of the data model (no generator, no datasource). */
export function isDeclaration(block: SchemaBlock): boolean {
  return block.kind !== 'generator' && block.kind !== 'datasource';
}
