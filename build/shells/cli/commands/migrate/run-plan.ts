import path from 'node:path';
import { type Diagnostic } from '../../../../diagnostics/diagnostic.ts';
import { diagnosticsOf, knownOf, type Outcome } from '../../../../diagnostics/outcome.ts';
import { wantsColor } from '../../../../diagnostics/wants-color.ts';
import { describePlan } from '../../../../use-cases/migrate/plan/describe-plan.ts';
import { planMarkdown } from '../../../../use-cases/migrate/plan/plan-markdown.ts';
import { planProject } from '../../../../use-cases/migrate/plan/plan-project.ts';
import { type PlanReport } from '../../../../use-cases/migrate/plan/plan-report.ts';
import { formatDiagnostics } from '../../../report/format-diagnostics.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { planJson } from './plan-json.ts';
import { present } from '../../present.ts';

export interface PlanOptions extends CommonOptions {
  readonly markdown: boolean;
  readonly allow: readonly string[];
  readonly base?: string;
}

/** Carries out `tessera migrate plan`. */
export async function planMigrate(options: PlanOptions, io: CommandIo): Promise<ExitCode> {
  const { json, markdown, allow, base } = options;
  const projectDir = path.resolve(io.cwd, options.project);
  const outcome = await planProject({ projectDir, allow, base, env: io.env });
  const fields = (report?: PlanReport): object => (report ? planJson(report) : {});
  const text = (ended: Outcome<PlanReport>): string => {
    const report = knownOf(ended);
    if (!report) return '';
    return markdown ? planMarkdown(report) : describeLines(report, wantsColor(io.stdout, io.env));
  };
  return await present(outcome, { projectDir, json, fields, text, untold }, io);
}

/** The plan as `tessera dev` shows it, with the problems that keep it from being whole. */
export async function planText(
  { project }: Pick<PlanOptions, 'project'>,
  io: Pick<CommandIo, 'cwd' | 'env'>,
  color: boolean,
): Promise<string> {
  const projectDir = path.resolve(io.cwd, project);
  const outcome = await planProject({ projectDir, allow: [], env: io.env });
  const report = knownOf(outcome);
  return `${formatDiagnostics(untold(outcome), { projectDir, color })}${report ? describeLines(report, color) : ''}`;
}

function describeLines(report: PlanReport, color: boolean): string {
  return describePlan(report, color)
    .map((line) => `${line}\n`)
    .join('');
}

/** What the plan refuses stands in it already, each at its statement. */
function untold(outcome: Outcome<PlanReport>): readonly Diagnostic[] {
  const told = knownOf(outcome)?.refused ?? [];
  return diagnosticsOf(outcome).filter((one) => !told.includes(one));
}
