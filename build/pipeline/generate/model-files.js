import { isSameKey, modelFileKey } from './model-file-key.js';
import { RememberedFile } from './remembered-file.js';

/**
 * The files of models of the last client: a model of which everything it is rendered from stays the same is not
 * rendered again.
 */
export function createModelFiles() {
  /** @type {Map<string, { key: import('./model-file-key.js').ModelFileKey, file?: RememberedFile }>} */
  let last = new Map();
  /** @type {typeof last} */
  let current = new Map();
  return {
    begin() {
      current = new Map();
    },
    /** @type {import('./open-generator.js').Doors['modelFile']} */
    modelFile(context, model, render) {
      const name = `models/${context.outputFileName(model)}`;
      const key = modelFileKey(context, model);
      const known = last.get(name);
      const file = known && isSameKey(known.key, key) ? known.file : undefined;
      current.set(name, { key, file });
      return file ?? render();
    },
    /** @param {ReadonlyMap<string, import('./remembered-file.js').DigestedFile>} files the whole client, by name */
    end(files) {
      for (const [name, entry] of current) {
        const written = files.get(name);
        if (written) entry.file ??= new RememberedFile(written);
      }
      last = current;
    },
  };
}
