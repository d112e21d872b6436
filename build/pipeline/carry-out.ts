import { type ProjectConfig } from '../config/project-config.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/sort-diagnostics.ts';
import { type SchemaChange } from '../files/order-changes.ts';
import { type WritableFiles } from '../files/project-files.ts';
import { type GenerateClientInput, type GenerateClientResult } from './generate/generate-client.ts';
import { type PipelineClock } from './pipeline-clock.ts';
import { type RunResult } from './pipeline-report.ts';
import { type PreparedRun } from './prepared-run.ts';
import { inAuthorsCoordinates } from './validate/authors-coordinates.ts';
import { applyChanges } from './write/apply-changes.ts';

/** Makes the Prisma client when the schema changed. */
export type GenerateStep = (input: GenerateClientInput) => Promise<GenerateClientResult>;

export interface CarryOutTools {
  readonly config: ProjectConfig;
  readonly files: WritableFiles;
  readonly generate: GenerateStep;
  readonly clock: PipelineClock;
}

/** Writes, and generates. */
export async function carryOut(
  { config, files, generate, clock }: CarryOutTools,
  { model, changes, client, diagnostics, loadCheck, remember }: PreparedRun,
  done: (change: SchemaChange) => void,
): Promise<RunResult> {
  if (hasErrors(diagnostics)) return { outcome: 'problems' };
  await clock.step('write', async () => {
    applyChanges(changes, config, files, await loadCheck(), done);
  });
  const made = await clock.step('generate', () => generate(client));
  if (made.ok) {
    remember();
    const { generated, runtimeOnly, whole } = made;
    return {
      outcome: 'ok',
      changes,
      generated,
      ...(runtimeOnly !== undefined && { runtimeOnly: `${config.generatedDir}/prisma/${runtimeOnly}` }),
      ...(whole !== undefined && { wholeClient: whole }),
    };
  }
  const failed: Diagnostic = {
    code: 'CLIENT.GENERATE_FAILED',
    severity: 'error',
    ...inAuthorsCoordinates(made.message, model),
  };
  const outcome = made.reason === 'environment' ? 'environment' : 'problems';
  return { outcome, diagnostics: [failed], changes };
}
