import path from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type ScannedSchemas } from '../../model/scanned-schemas.ts';
import { type ScannedSource } from '../../model/scanned-source.ts';
import { quote } from '../../prisma-language/quote.ts';
import { readSettings } from '../../prisma-language/read-settings.ts';
import { type SchemaBlock } from '../../prisma-language/scan-blocks.ts';

/** The name of our own generator. */
const own = 'client';

/**
 * The `generator` blocks of applications whose schemas are components with `generators`: as they are written, with outputs that lead
 * from the composed folder to where they led before.
 */
export function applicationGenerators(
  config: Pick<ProjectConfig, 'components' | 'schemaDir'>,
  components: readonly ScannedSchemas[],
): string[] {
  return config.components
    .filter(({ generators }) => generators)
    .flatMap(({ name }) => components.find((one) => one.name === name)?.schemas ?? [])
    .flatMap((source) =>
      source.blocks
        .filter(({ kind, closeOffset }) => kind === 'generator' && closeOffset !== undefined)
        .map((block) => `${render(source, block, config.schemaDir)}\n`),
    );
}

function render(source: ScannedSource, block: SchemaBlock, schemaDir: string): string {
  const end = (block.closeOffset ?? 0) + 1;
  const name = block.name === own ? `application_${own}` : block.name;
  const body = source.text.slice(block.nameOffset + block.name.length, end);
  const output = readSettings(source.text, block).find(
    (one) => one.name === 'output' && one.call === undefined,
  );
  if (!output || path.posix.isAbsolute(output.value)) return `generator ${name}${body}`;
  const target = path.posix.join(path.posix.dirname(source.file), output.value);
  const from = path.posix.relative(schemaDir, target);
  const at = output.offset - block.nameOffset - block.name.length;
  const moved = body.slice(0, at) + quote(from) + body.slice(at + output.length);
  return `generator ${name}${moved}`;
}
