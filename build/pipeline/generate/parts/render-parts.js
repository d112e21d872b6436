import wasm from '@prisma/prisma-schema-wasm';
import { digestText, placeFile } from '../place-files.js';
import { RememberedFile } from '../remembered-file.js';
import { assembleParts } from './assemble-parts.js';
import { compilePart } from './compile-part.js';
import { linkParamGraph } from './link-param-graph.js';
import { mergeDescription } from './merge-description.js';
import { createNames } from './name-table.js';
import { PartsError } from './parts-error.js';
import { inOrder, typesInFile, withClaims, withDocument } from './scoped-document.js';
import { writeParamGraph } from './write-param-graph.js';

/**
 * @typedef {import('@prisma/dmmf').Document} Document
 * @typedef {import('./compile-part.js').CompiledPart} CompiledPart
 * @typedef {import('./assemble-parts.js').AssembledSchema} AssembledSchema
 * @typedef {import('../place-files.js').ClientBefore} ClientBefore
 * @typedef {import('./merge-description.js').SchemaOrder} SchemaOrder
 *
 * @typedef {object} PartsRequest
 * @property {{ id: number, own?: string[], files?: [string, string][] }[]} parts in the order of the schema; what was sent before is left out
 * @property {SchemaOrder} order
 *
 * @typedef {object} Rendering how Prisma's generator renders the file of a model with the settings of a schema
 * @property {import('../open-generator.js').GenerateContext} context
 * @property {import('../open-generator.js').RenderModel} render
 *
 * @typedef {object} KnownPart
 * @property {Set<string>} own
 * @property {[string, string][]} files
 * @property {CompiledPart} [compiled] missing until it was described
 *
 * @typedef {object} ModelFile the file of a model as it was rendered last
 * @property {number} part
 * @property {string} types the input types in it, in order
 * @property {string} sha256
 * @property {number} size
 */

/**
 * Files of models, rendered from descriptions of parts of a schema. Of a description only numbers are kept, of a file its
 * digest.
 *
 * @param {() => void} checkWanted called between two parts of the work; may throw
 */
export function createPartFiles(checkWanted) {
  let names = createNames();
  /** @type {Map<number, KnownPart>} */
  let known = new Map();
  /** @type {Map<string, ModelFile>} */
  let files = new Map();
  let settings = '';

  /** @param {KnownPart} part @returns {Document} */
  function describe(part) {
    let text;
    try {
      text = wasm.get_dmmf(JSON.stringify({ prismaSchema: part.files, noColor: true }));
    } catch (error) {
      throw new PartsError('Prisma does not describe a part of it.', { cause: error });
    }
    const document = JSON.parse(text);
    part.compiled ??= compilePart(document, part.own, names);
    return document;
  }

  /**
   * Describes parts that are new, or all again.
   *
   * @param {Rendering} rendering
   * @param {SchemaOrder} order
   * @param {(id: number, part: CompiledPart, document: Document, claims: ReadonlyMap<number, string>) => void} onDescribed
   */
  function prepare({ context }, order, onDescribed) {
    const { runtimeImport, provider, generator } = context;
    const current = JSON.stringify([
      [runtimeImport, provider, generator.previewFeatures],
      [context.importFileName(''), context.outputFileName('')],
    ]);
    if (current !== settings) {
      files = new Map();
      settings = current;
    }
    /** The first model of those described so far; what comes later may claim it with better right. */
    /** @type {Map<number, string>} */
    const claims = new Map();
    const compiled = [...known].map(([id, part]) => {
      const isNew = part.compiled === undefined;
      if (isNew) checkWanted();
      const document = isNew ? describe(part) : undefined;
      const { compiled: described } = part;
      if (described === undefined) throw new PartsError('A part was not described.');
      for (const [type, model] of described.claims) if (!claims.has(type)) claims.set(type, model);
      if (document !== undefined) onDescribed(id, described, document, claims);
      return { id, described };
    });
    const assembled = assembleParts(
      compiled.map(({ described }) => described),
      order.models,
      names,
    );
    return { compiled, assembled };
  }

  /** @param {CompiledPart} part @param {string} model @param {AssembledSchema} assembled */
  function typesOf(part, model, assembled) {
    return part.outputModels.has(model) ? (assembled.inputTypes.get(model) ?? []).join() : undefined;
  }

  return {
    /** Takes the parts of a schema, to be described when they are needed. @param {PartsRequest['parts']} parts */
    receive(parts) {
      known = new Map(
        parts.map(({ id, own, files: texts }) => {
          const part = own && texts ? { own: new Set(own), files: texts } : known.get(id);
          if (part === undefined) throw new TypeError(`Part ${id} was never sent.`);
          return [id, part];
        }),
      );
    },
    /**
     * Describes a schema whose client is there.
     *
     * @param {Rendering} rendering
     * @param {SchemaOrder} order
     * @param {Record<string, { size: number, sha256: string }>} client its files
     */
    adopt(rendering, order, client) {
      const { compiled, assembled } = prepare(rendering, order, () => undefined);
      files = new Map();
      for (const { id, described } of compiled) {
        for (const { name } of described.models) {
          const types = typesOf(described, name, assembled);
          const file = client[`models/${rendering.context.outputFileName(name)}`];
          if (types !== undefined && file !== undefined) files.set(name, { part: id, types, ...file });
        }
      }
    },
    /**
     * Puts the files of all models into a folder.
     *
     * @param {Rendering} rendering
     * @param {SchemaOrder} order
     * @param {string} outputDir
     * @param {ClientBefore} before
     */
    render(rendering, order, outputDir, before) {
      /** @type {Set<string>} */
      const written = new Set();
      /** @type {Set<string>} */
      const placed = new Set();
      /** @param {string} model @param {import('../remembered-file.js').DigestedFile} file */
      const place = (model, file) => {
        const name = `models/${rendering.context.outputFileName(model)}`;
        if (placeFile(outputDir, name, file, before)) written.add(name);
        else written.delete(name);
        placed.add(model);
      };
      /** @param {number} id @param {Document} document @param {Iterable<string>} models */
      const renderModels = (id, document, models) => {
        const scoped = withDocument(rendering, document);
        for (const model of models) {
          checkWanted();
          const { size, sha256, bytes } = digestText(rendering.render(scoped, model));
          files.set(model, { part: id, types: typesInFile(document, model, names), size, sha256 });
          place(model, { size, sha256, bytes });
        }
      };
      const { compiled, assembled } = prepare(rendering, order, (id, part, document, claims) => {
        const claimed = withClaims(document, (type) => claims.get(names.types.id(`iprisma.${type}`)));
        renderModels(id, claimed, part.outputModels);
      });
      /** @type {Map<string, ModelFile>} */
      const current = new Map();
      for (const { id, described } of compiled) {
        const missing = [...described.outputModels].filter((model) => {
          const file = files.get(model);
          const name = `models/${rendering.context.outputFileName(model)}`;
          const isRight = file?.part === id && file.types === typesOf(described, model, assembled);
          return !isRight || !(placed.has(model) || before.sha256[name] === file.sha256);
        });
        const part = known.get(id);
        if (missing.length > 0 && part !== undefined) {
          const document = inOrder(
            withClaims(describe(part), (type) => assembled.claims.get(names.types.id(`iprisma.${type}`))),
            (type) => assembled.order.get(names.types.id(`iprisma.${type}`)) ?? -1,
          );
          renderModels(id, document, missing);
        }
        for (const model of described.outputModels) {
          const file = files.get(model);
          if (file === undefined) continue;
          if (!placed.has(model)) place(model, file);
          current.set(model, file);
        }
      }
      files = current;
      const parts = compiled.map(({ described }) => described);
      return {
        document: mergeDescription(parts, order, assembled),
        paramGraph: () => writeParamGraph(linkParamGraph(assembled, names)),
        written,
        /** @param {string} model */
        fileOf(model) {
          const { size = 0, sha256 = '' } = current.get(model) ?? {};
          return new RememberedFile({ size, sha256 });
        },
      };
    },
  };
}
