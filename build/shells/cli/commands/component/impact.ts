import { knownOf } from '../../../../diagnostics/outcome.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';

export const registerComponentImpact: RegisterCommand = (component, io, exit) => {
  projectCommand(
    component,
    'impact <name>',
    'show who depends on a component: models, relations, imports, routes, and rows if a database answers',
  ).action(async (name: string, options: CommonOptions) => {
    const projectDir = projectDirOf(options, io);
    const { showImpact } = await import('../../../../use-cases/inspect/show-impact.ts');
    const { describeImpact, impactJson } = await import('../../../../use-cases/inspect/describe-impact.ts');
    const outcome = await showImpact(name, projectDir, io.env);
    const impact = knownOf(outcome);
    const fields = () => (impact ? impactJson(impact) : {});
    const lines = () => (impact ? describeImpact(impact) : []);
    exit(await present(outcome, { projectDir, json: options.json, fields, lines }, io));
  });
};
