import { createRequire } from 'node:module';
import wasm from '@prisma/prisma-schema-wasm';
import { z } from 'zod';
import { type SchemaFile } from '../../model/schema-file.ts';
import { connectFiles, createFileScanner, type ScannedFile } from './connect-files.ts';

type Convert = (model: unknown) => unknown;
const isFunction = (value: unknown): value is Convert => typeof value === 'function';

/** What the generator itself makes the client's data model with, in the version it uses. */
const ClientCommon = z.object({
  dmmfToRuntimeDataModel: z.custom<Convert>(isFunction),
  pruneRuntimeDataModel: z.custom<Convert>(isFunction),
});

const require = createRequire(import.meta.url);
const generatorRequire = createRequire(require.resolve('@prisma/client-generator-ts'));

/** What runs of a client knows of its models, by name, in the order of Prisma's generator. */
export type ModelDescriptions = Readonly<Record<string, unknown>>;

const Described = z.object({ models: z.record(z.string(), z.unknown()) });

/**
 * Describes the models of sound schemas, one after the other. Files that say nothing of each other are described apart,
 * so that of a schema that changed only those are that hang together with the change.
 *
 * @returns `describe`, which takes a whole schema: main.prisma, without models of its own, and the others sorted by path
 * @throws whatever Prisma says of a schema that is not sound
 */
export function createModelDescriber(): (
  main: SchemaFile,
  others: readonly SchemaFile[],
) => ModelDescriptions {
  const scan = createFileScanner();
  /** Of the last schema, by the texts of the files. */
  let known = new Map<string, ModelDescriptions>();
  return (main, others) => {
    const current: typeof known = new Map();
    const files = scan(others);
    const models: Record<string, unknown> = {};
    for (const part of connectFiles(files)) {
      const texts = [main, ...part].map(({ text }) => text).join('\n');
      const described = known.get(texts) ?? describePart([main, ...part]);
      current.set(texts, described);
      Object.assign(models, described);
    }
    known = current;
    // Prisma says nothing of a model with `@@ignore`.
    const told = inOrder(files).filter((name) => Object.hasOwn(models, name));
    return Object.fromEntries(told.map((name) => [name, models[name]]));
  };
}

/** Prisma tells of views after all models. */
function inOrder(files: readonly ScannedFile[]): string[] {
  const blocks = files.flatMap((file) => file.blocks);
  return ['model', 'view'].flatMap((wanted) =>
    blocks.filter(({ kind }) => kind === wanted).map(({ name }) => name),
  );
}

function describePart(files: readonly SchemaFile[]): ModelDescriptions {
  const { dmmfToRuntimeDataModel, pruneRuntimeDataModel } = ClientCommon.parse(
    generatorRequire('@prisma/client-common'),
  );
  const prismaSchema = files.map(({ path, text }) => [path, text]);
  const described: unknown = JSON.parse(wasm.get_datamodel(JSON.stringify({ prismaSchema, noColor: true })));
  return Described.parse(pruneRuntimeDataModel(dmmfToRuntimeDataModel(described))).models;
}
