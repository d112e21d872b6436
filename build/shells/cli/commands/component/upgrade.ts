import { type UpgradeReport } from '../../../../use-cases/lifecycle/upgrade/upgrade-component.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present, type Presentation } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';
import { withStopSignal } from '../../with-stop-signal.ts';

interface UpgradeOptions extends CommonOptions {
  readonly dryRun: boolean;
  readonly acceptDataLoss: boolean;
}

export const registerComponentUpgrade: RegisterCommand = (component, io, exit) => {
  projectCommand(
    component,
    'upgrade <name> <source>',
    'rehearse a new version of a component (a folder, a tarball, name@version of npm) on a copy of the database, and carry it out only on go',
  )
    .option('--dry-run', 'rehearse only', false)
    .option('--accept-data-loss', 'rows may go', false)
    .action(async (name: string, source: string, options: UpgradeOptions) => {
      const { json, dryRun, acceptDataLoss } = options;
      const { upgradeComponent } =
        await import('../../../../use-cases/lifecycle/upgrade/upgrade-component.ts');
      const { describeUpgrade, upgradeJson } =
        await import('../../../../use-cases/lifecycle/upgrade/describe-upgrade.ts');
      const { cwd, env } = io;
      const projectDir = projectDirOf(options, io);
      const request = { name, source, cwd, projectDir, dryRun, acceptDataLoss, env };
      const outcome = await withStopSignal((signal) => upgradeComponent({ ...request, signal }));
      const how: Presentation<UpgradeReport> = {
        projectDir,
        json,
        fields: (known = { component: name, go: false, done: false }) => upgradeJson(known),
        lines: describeUpgrade,
      };
      exit(await present(outcome, how, io));
    });
};
