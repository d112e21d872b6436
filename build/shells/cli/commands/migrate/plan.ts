import { knownOf } from '../../../../diagnostics/outcome.ts';
import { wantsColor } from '../../../../diagnostics/wants-color.ts';
import { problemsBesidePlan } from '../../../../use-cases/migrate/plan/problems-beside-plan.ts';
import { type PlanReport } from '../../../../use-cases/migrate/plan/plan-report.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present, type Presentation } from '../../present.ts';
import { collect, projectCommand, projectDirOf } from '../../project-command.ts';

interface PlanOptions extends CommonOptions {
  readonly markdown: boolean;
  readonly allow: readonly string[];
  readonly base?: string;
}

/** `tessera migrate plan`: what is to run, and what it does to those who use the database meanwhile. */
export const registerMigratePlan: RegisterCommand = (migrate, io, exit) => {
  projectCommand(
    migrate,
    'plan',
    'show what the next migrations do, by component; exit 1 if something dangerous is not allowed',
  )
    .option('--markdown', 'print the plan for a pull request', false)
    .option(
      '--allow <component:kind>',
      'a rule or a class of rules that this component may break (repeatable)',
      collect,
      [],
    )
    .option('--base <ref>', 'look at the committed migrations that are not in this branch, tag or commit')
    .action(async (options: PlanOptions) => {
      const { json, markdown, allow, base } = options;
      const { planProject } = await import('../../../../use-cases/migrate/plan/plan-project.ts');
      const { describePlan } = await import('../../../../use-cases/migrate/plan/describe-plan.ts');
      const { planMarkdown } = await import('../../../../use-cases/migrate/plan/plan-markdown.ts');
      const { planJson } = await import('../../../../use-cases/migrate/plan/plan-json.ts');
      const projectDir = projectDirOf(options, io);
      const outcome = await planProject({ projectDir, allow, base, env: io.env });
      const how: Presentation<PlanReport> = {
        projectDir,
        json,
        fields: (report) => (report ? planJson(report) : {}),
        text: (ended) => {
          const report = knownOf(ended);
          if (!report) return '';
          return markdown
            ? planMarkdown(report)
            : asText(describePlan(report, wantsColor(io.stdout, io.env)));
        },
        untold: problemsBesidePlan,
      };
      exit(await present(outcome, how, io));
    });
};

/** The plan as `tessera dev` shows it, with the problems that keep it from being whole. */
export async function planText(projectDir: string, env: NodeJS.ProcessEnv, color: boolean): Promise<string> {
  const { planProject } = await import('../../../../use-cases/migrate/plan/plan-project.ts');
  const { describePlan } = await import('../../../../use-cases/migrate/plan/describe-plan.ts');
  const { formatDiagnostics } = await import('../../../report/format-diagnostics.ts');
  const outcome = await planProject({ projectDir, allow: [], env });
  const report = knownOf(outcome);
  const problems = formatDiagnostics(problemsBesidePlan(outcome), { projectDir, color });
  return `${problems}${report ? asText(describePlan(report, color)) : ''}`;
}

function asText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
