import { resolveExports } from 'resolve-pkg-maps';
import { z } from 'zod';
import { type JsonDocument } from '../../../config/read-json.ts';
import { type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { type ExportsField, exportsField } from './exports-field.ts';

/** The file of a package whose exports count. */
export interface PackageEntry {
  /** Relative to the package, in the order to try; the first that exists is it. */
  readonly candidates: readonly string[];
  /** What package.json says about it; undefined when it says nothing and the file need not be there. */
  readonly location?: SourceLocation;
}

const entryFields = z.object({
  exports: exportsField.optional().catch(undefined),
  module: z.string().optional().catch(undefined),
  main: z.string().optional().catch(undefined),
});

/**
 * The file `tessera.module` names, or else the one that `import` of the package finds.
 *
 * @returns undefined when the package exports other things but nothing under its own name
 */
export function packageEntry(document: JsonDocument, module: string | undefined): PackageEntry | undefined {
  if (module !== undefined) {
    return { candidates: [clean(module)], location: document.locate(['tessera', 'module'], false) };
  }
  const fields = entryFields.parse(document.value);
  if (fields.exports !== undefined) {
    const location = document.locate(['exports'], true);
    const candidates = exportedFiles(fields.exports, 'import');
    // Something for require() alone is code that cannot be mounted, and must not pass for data only.
    const isData = candidates.length === 0 && exportedFiles(fields.exports, 'require').length === 0;
    return isData ? undefined : { candidates, location };
  }
  const key = (['module', 'main'] as const).find((name) => fields[name] !== undefined);
  const file = key && fields[key];
  if (!file) return { candidates: ['index.js'] };
  const base = clean(file);
  return {
    candidates: [base, `${base}.js`, `${base}/index.js`],
    location: document.locate([key], false),
  };
}

function exportedFiles(exports: ExportsField, how: 'import' | 'require'): string[] {
  try {
    return resolveExports(exports, '', ['node', how, 'module', 'default']).map(clean);
  } catch {
    // The library's way to say that nothing is exported under this name.
    return [];
  }
}

function clean(file: string): string {
  return file.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
}
