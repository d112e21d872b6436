import path from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { generatedHeader } from './generated-header.ts';
import { type SchemaFeatures } from './schema-features.ts';

type Setting = string | boolean | readonly string[] | Words;

/** A list of words that are not between quotes. */
class Words {
  readonly words: readonly string[];

  constructor(words: readonly string[]) {
    this.words = words;
  }
}

/**
 * main.prisma: where the data is and how the client is generated.
 *
 * @param others generator blocks beside ours
 */
export function composeMainSchema(
  config: ProjectConfig,
  { schemas, previewFeatures, extensions }: SchemaFeatures,
  others: readonly string[] = [],
): string {
  const output = path.posix.relative(config.schemaDir, `${config.generatedDir}/prisma`);
  const datasource = block('datasource', 'db', {
    provider: config.provider,
    ...(schemas.length > 0 ? { schemas } : {}),
    ...(config.relationMode === 'foreignKeys' ? {} : { relationMode: config.relationMode }),
    ...(extensions.length > 0 ? { extensions: new Words(extensions.map(extensionWord)) } : {}),
  });
  const generator = block('generator', 'client', {
    provider: 'prisma-client',
    output: output.startsWith('.') ? output : `./${output}`,
    runtime: 'nodejs',
    moduleFormat: 'esm',
    generatedFileExtension: 'ts',
    importFileExtension: 'ts',
    ...config.generator,
    ...(previewFeatures.length > 0 ? { previewFeatures } : {}),
  });
  return `${generatedHeader(['tessera.config, and what the components need'])}\n${[datasource, generator, ...others].join('\n')}`;
}

function block(kind: string, name: string, settings: Readonly<Record<string, Setting>>): string {
  const width = Math.max(...Object.keys(settings).map((key) => key.length));
  const lines = Object.entries(settings).map(
    ([key, value]) => `  ${key.padEnd(width)} = ${literal(value)}\n`,
  );
  return `${kind} ${name} {\n${lines.join('')}}\n`;
}

/** Prisma's names are words; another one is said beside it. */
function extensionWord(name: string): string {
  const word = name.replaceAll(/\W/g, '_');
  return word === name ? name : `${word}(map: ${JSON.stringify(name)})`;
}

function literal(value: Setting): string {
  if (value instanceof Words) return `[${value.words.join(', ')}]`;
  return typeof value === 'object'
    ? `[${value.map((one) => JSON.stringify(one)).join(', ')}]`
    : JSON.stringify(value);
}
