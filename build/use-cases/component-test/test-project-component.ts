import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { done, environmentFault, type Outcome, refused } from '../../diagnostics/outcome.ts';
import { describeFailure } from '../../files/describe-failure.ts';
import { runPipeline } from '../../pipeline/pipeline.ts';
import { missingProject } from '../../pipeline/project/load-project.ts';
import { DatabaseError } from '../../postgres/embedded/database-error.ts';
import { type CheckOutcome, testCodes, TestSetupError } from './check-outcome.ts';
import { chooseComponents } from './choose-components.ts';
import { testComponent } from './test-component.ts';

export interface ComponentTestRequest {
  readonly name: string;
  /** Absolute. */
  readonly projectDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** Stops the run. */
  readonly signal: AbortSignal;
  /** Hears of each check as it ends. */
  readonly onCheck: (check: CheckOutcome) => void;
}

/** What is known at the end, however it ended. */
export interface ComponentTestReport {
  readonly component: string;
  readonly checks: readonly CheckOutcome[];
  /** The component and everything it requires; undefined when the run did not come to its end. */
  readonly components?: readonly string[];
}

/** Tests one component of a project: done when every check holds, refused with the problems of those that do not. */
export async function testProjectComponent(
  request: ComponentTestRequest,
): Promise<Outcome<ComponentTestReport>> {
  const { name, projectDir, signal } = request;
  const nothing: ComponentTestReport = { component: name, checks: [] };
  const missing = missingProject(projectDir);
  if (missing) return environmentFault(missing.problems, nothing);
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return refused(loaded.diagnostics, nothing);
  const checks: CheckOutcome[] = [];
  try {
    return await runChecks(request, loaded.config, checks);
  } catch (error) {
    const fault = signal.aborted ? stopped : describeFault(error, projectDir);
    if (!fault) throw error;
    return environmentFault([fault], { component: name, checks });
  }
}

/** @param checks gets each check as it ends, so that they are known when a later one throws */
async function runChecks(
  { name, env, signal, onCheck }: ComponentTestRequest,
  config: ProjectConfig,
  checks: CheckOutcome[],
): Promise<Outcome<ComponentTestReport>> {
  const chosen = chooseComponents(config, name);
  if (!chosen.ok) return environmentFault([chosen.problem], { component: name, checks });
  await testComponent({
    ...chosen,
    config,
    env,
    compose: (workshop) => runPipeline(workshop),
    signal,
    report(check) {
      checks.push(check);
      onCheck(check);
    },
  });
  const report = { component: name, checks, components: chosen.components.map((one) => one.name) };
  const problems = checks.flatMap((check) => check.problems);
  return checks.every(({ ok }) => ok) ? done(report, problems) : refused(problems, report);
}

const stopped: Diagnostic = {
  code: 'CALL.CANCELLED',
  severity: 'error',
  message: 'Stopped: nothing is left of the run.',
};

/** Undefined for a bug. */
function describeFault(error: unknown, projectDir: string): Diagnostic | undefined {
  const isSetup = error instanceof TestSetupError;
  if (!isSetup && !(error instanceof DatabaseError)) return describeFailure(error, projectDir);
  return {
    code: isSetup ? testCodes.setup : 'MIGRATION.NO_SERVER',
    severity: 'error',
    message: error.message,
    ...(error.hint !== undefined && { hint: error.hint }),
  };
}
