import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { overlayFiles } from '../../files/overlay-files.ts';
import { type ComposedModel } from '../../model/composed-model.ts';
import { runPipeline } from '../pipeline.ts';

/** The project with other texts in the authors' files, as one run of the pipeline put it together; or what is wrong with it. */
export type Compose = (
  texts: ReadonlyMap<string, string>,
) => Promise<{ readonly model: ComposedModel } | { readonly diagnostics: readonly Diagnostic[] }>;

/** Composes the project as it would be with other texts in the authors' files; writes nothing. */
export function composeWith(config: ProjectConfig): Compose {
  return async (texts) => {
    const absolute = new Map([...texts].map(([file, text]) => [`${config.projectDir}/${file}`, text]));
    const files = overlayFiles(diskFiles, absolute);
    const { model, diagnostics } = await runPipeline(config, { check: true, files });
    return hasErrors(diagnostics) ? { diagnostics } : { model };
  };
}
