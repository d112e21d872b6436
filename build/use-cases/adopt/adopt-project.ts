import { loadEnvironment } from '../../config/load-environment.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { done, environmentFault, type Outcome, partly, refused } from '../../diagnostics/outcome.ts';
import { hasErrors, sortDiagnostics } from '../../diagnostics/sort-diagnostics.ts';
import { describeFailure } from '../../files/describe-failure.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { missingProject } from '../../pipeline/project/load-project.ts';
import { noServer } from '../migrate/load-history.ts';
import { type AdoptionReport, type AdoptRequest } from './adoption.ts';
import { markBaseline } from './mark-baseline.ts';
import { planAdoption, type PlannedAdoption } from './planned-adoption.ts';
import { proveAdoption } from './prove-adoption.ts';
import { nameAfresh } from './survey/check-migration-names.ts';
import { checkGit } from './survey/git-state.ts';
import { surveyApplication } from './survey/survey-application.ts';
import { undoAdoption } from './undo-adoption.ts';
import { writeAdoption } from './write-adoption.ts';

/**
 * Makes the schema of an existing application a component where it is. First everything is read, composed and proved; with one
 * problem nothing is written. What is written is in a journal before it is there, and is taken back where it cannot be finished.
 */
export async function adoptProject(request: AdoptRequest): Promise<Outcome<AdoptionReport>> {
  const { projectDir, env, dryRun } = request;
  const missing = missingProject(projectDir);
  if (missing) return missing;
  const { application, diagnostics } = surveyApplication(projectDir, request, diskFiles, request.now);
  const stamp = request.now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const renames = nameAfresh(application?.migrations ?? [], stamp);
  const report: AdoptionReport = {
    ...(application && { application }),
    renames,
    wouldWrite: [],
    done: false,
  };
  if (!application || hasErrors(diagnostics)) return refused(sortDiagnostics(diagnostics), report);
  const planned = await planAdoption(projectDir, application, request.name);
  if (planned.kind === 'environment') return environmentFault(planned.problems, report);
  if (planned.kind !== 'done') return refused(sortDiagnostics([...diagnostics, ...planned.problems]), report);
  const plan = planned.value;
  const wouldWrite = [...plan.files.map(([file]) => file), ...plan.composed];
  const known = { ...report, wouldWrite };
  const git = await checkGit(projectDir);
  const from = request.databaseUrlFrom ?? application.databaseUrlFrom;
  const names = { envFile: application.envFile, databaseUrlFrom: 'DATABASE_URL' };
  const url = (await loadEnvironment(projectDir, env, names))[from];
  try {
    const proof = await proveAdoption(request, plan, { from, url });
    const warnings = [...git, ...planned.warnings, ...proof.diagnostics];
    const proved = { ...known, ...proof.found };
    // A database that was named and does not answer is no fault of the project.
    if (proof.isUnreachable) return environmentFault(warnings, proved);
    if (hasErrors(warnings)) return refused(sortDiagnostics(warnings), proved);
    if (dryRun) return done(proved, warnings);
    return await carryOut(request, plan, { report: proved, warnings, from, url });
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    return environmentFault([failure ?? noServer(error)], known);
  }
}

interface Carried {
  readonly report: AdoptionReport;
  readonly warnings: readonly Diagnostic[];
  readonly from: string;
  readonly url: string | undefined;
}

async function carryOut(
  request: AdoptRequest,
  plan: PlannedAdoption,
  { report, warnings, from, url }: Carried,
): Promise<Outcome<AdoptionReport>> {
  const { projectDir } = request;
  try {
    const problems = await writeAdoption(projectDir, plan);
    if (problems.length > 0) return await takeBack(request, problems, report);
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    if (!failure) throw error;
    return await takeBack(request, [failure], report);
  }
  const written = { ...report, done: true };
  const ids = report.database?.unrecorded ?? [];
  if (request.databaseUrlFrom === undefined || ids.length === 0 || url === undefined)
    return done(written, warnings);
  const marked = await markBaseline(projectDir, { dir: plan.config.migrationsDir, ids, from, url });
  const withMarks = { ...written, marked: marked.ids };
  if (!marked.problem) return done(withMarks, warnings);
  const left = [
    `Mark the others as applied: tessera adopt --undo, then tessera adopt --database-url-from ${from}.`,
  ];
  return partly(withMarks, left, [...warnings, marked.problem]);
}

async function takeBack(
  { projectDir, env }: AdoptRequest,
  problems: readonly Diagnostic[],
  report: AdoptionReport,
): Promise<Outcome<AdoptionReport>> {
  const undone = await undoAdoption(projectDir, env);
  if (undone.kind === 'done') return environmentFault(problems, report);
  return partly(report, ['Take back what was written: tessera adopt --undo.'], problems);
}
