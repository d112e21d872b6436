import { done, environmentFault, type Outcome, partly, refused } from '../../diagnostics/outcome.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { describeFailure } from '../../files/describe-failure.ts';
import { modelsOfProject, type ProjectModels } from './models-of-project.ts';
import { type ModelsTarget } from './style.ts';
import { writeModels } from './write-models.ts';

export interface GenerateModelsRequest {
  /** Absolute. */
  readonly projectDir: string;
  /** This file only. @default those the configuration lists */
  readonly target?: ModelsTarget;
  /** Writes nothing, and refuses files that are not as they have to be. */
  readonly check: boolean;
}

/** Writes the files of models that are not as they have to be. Files that something else wrote stay. */
export async function generateModels({
  projectDir,
  target,
  check,
}: GenerateModelsRequest): Promise<Outcome<readonly ProjectModels[]>> {
  const outcome = await modelsOfProject(projectDir, target);
  if (outcome.kind !== 'done') return outcome;
  const { value: files, warnings } = outcome;
  const inTheWay = files.filter(({ state }) => (check ? state !== 'fresh' : state === 'foreign'));
  if (inTheWay.length > 0) {
    return refused([...warnings, ...inTheWay.flatMap(({ diagnostic }) => diagnostic ?? [])], files);
  }
  return writeAll(files, projectDir, warnings);
}

function writeAll(
  files: readonly ProjectModels[],
  projectDir: string,
  warnings: readonly Diagnostic[],
): Outcome<readonly ProjectModels[]> {
  const outdated = files.filter(({ state }) => state !== 'fresh');
  let written = 0;
  try {
    for (const file of outdated) {
      writeModels(file, projectDir);
      written += 1;
    }
    return done(files, warnings);
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    if (!failure) throw error;
    const problems = [...warnings, failure];
    if (written === 0) return environmentFault(problems, files);
    const left = outdated.slice(written);
    const inPlace = files.filter((file) => !left.includes(file));
    return partly(
      inPlace,
      left.map(({ path }) => `write ${path}: run \`tessera generate sqlalchemy\` again`),
      problems,
    );
  }
}
