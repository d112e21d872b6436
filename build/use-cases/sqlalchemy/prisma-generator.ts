import path from 'node:path';
import generatorHelper from '@prisma/generator-helper';
import { z } from 'zod';
import { diskFiles } from '../../files/disk-files.ts';
import { scanTokens } from '../../prisma-language/scan-tokens.ts';
import { compareModels } from './compare-models.ts';
import { type DMMF } from './dmmf.ts';
import { renderFile } from './python/render-file.ts';
import { readDataModel } from './read-data-model.ts';
import { readDeclared } from './read-declared.ts';
import { selectModels } from './select-models.ts';
import { writeModels } from './write-models.ts';

const settings = z.strictObject({ style: z.enum(['2.0', '1.4']).default('2.0') });

/** What `prisma generate` hands to a generator, as far as it is read here. */
export interface GeneratorInput {
  readonly generator: {
    readonly output: { readonly value: string | null } | null;
    readonly config: Readonly<Record<string, unknown>>;
  };
  readonly datasources: readonly { readonly provider: string }[];
  readonly datamodel: string;
  readonly dmmf: { readonly datamodel: DMMF.Datamodel };
}

/** Sentences for the author of a schema, which Prisma prints: a generator has no other way to refuse. */
export class GeneratorRefusal extends Error {
  override readonly name = 'GeneratorRefusal';
}

/** Answers `prisma generate` on standard input and error, for projects without components. */
export function startPrismaGenerator(): void {
  generatorHelper.generatorHandler({
    onManifest: () => ({ defaultOutput: '../python/models.py', prettyName: 'SQLAlchemy models' }),
    onGenerate: generateFromPrisma,
  });
}

/**
 * Writes the models of a schema where its generator block says.
 *
 * @throws GeneratorRefusal with every problem of the block and the schema
 */
export async function generateFromPrisma({
  generator,
  datasources,
  datamodel,
  dmmf,
}: GeneratorInput): Promise<void> {
  const target = generator.output?.value ?? '';
  const provider = datasources[0]?.provider ?? 'missing';
  const checked = settings.safeParse(generator.config);
  const problems = [
    ...(target.endsWith('.py') ? [] : ['The output has to be a .py file.']),
    ...(provider === 'postgresql'
      ? []
      : [`SQLAlchemy models are written for PostgreSQL, and the provider is ${provider}.`]),
    ...(hasNoForeignKeys(datamodel)
      ? ['SQLAlchemy models need foreign keys, and relationMode = "prisma" makes none.']
      : []),
    ...(checked.success ? [] : [z.prettifyError(checked.error)]),
  ];
  if (!checked.success || problems.length > 0) throw new GeneratorRefusal(problems.join('\n'));
  const all = await readDataModel(dmmf.datamodel, readDeclared([datamodel]));
  const text = renderFile(
    selectModels(all, () => true),
    checked.data.style,
    [],
  );
  const file = { path: path.basename(target), text, models: all.models.length };
  const folder = path.dirname(target).replaceAll('\\', '/');
  const { state, diagnostic } = compareModels(file, folder, diskFiles);
  if (state === 'foreign')
    throw new GeneratorRefusal(`${diagnostic?.message ?? ''} ${diagnostic?.hint ?? ''}`);
  if (state !== 'fresh') writeModels(file, folder);
}

function hasNoForeignKeys(datamodel: string): boolean {
  const texts = scanTokens(datamodel)
    .filter(({ kind }) => kind !== 'comment')
    .map(({ text }) => text);
  const at = texts.indexOf('relationMode');
  return at >= 0 && texts[at + 2] === '"prisma"';
}
