import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { overlayFiles } from '../../files/overlay-files.ts';
import { runPipeline } from '../pipeline.ts';

/** A schema with other texts in the authors' files. */
export type Compose = (
  texts: ReadonlyMap<string, string>,
) => Promise<
  | { readonly schema: readonly (readonly [path: string, text: string])[] }
  | { readonly diagnostics: readonly Diagnostic[] }
>;

/** Composes the project as it would be with other texts in the authors' files; writes nothing. */
export function composeWith(config: ProjectConfig): Compose {
  return async (texts) => {
    const absolute = new Map([...texts].map(([file, text]) => [`${config.projectDir}/${file}`, text]));
    const files = overlayFiles(diskFiles, absolute);
    const { schema, diagnostics } = await runPipeline(config, { check: true, files });
    if (hasErrors(diagnostics)) return { diagnostics };
    return { schema: schema.map(({ path, text }) => [path, text]) };
  };
}
