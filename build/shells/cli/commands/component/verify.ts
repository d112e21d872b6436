import path from 'node:path';
import { diagnosticsOf, knownOf } from '../../../../diagnostics/outcome.ts';
import { wantsColor } from '../../../../diagnostics/wants-color.ts';
import { type HostCheck } from '../../../../use-cases/verify/host-checks.ts';
import { type VerifyReport } from '../../../../use-cases/verify/verify-component.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present, type Presentation } from '../../present.ts';
import { collect, projectCommand, projectDirOf } from '../../project-command.ts';
import { withStopSignal } from '../../with-stop-signal.ts';

interface VerifyOptions extends CommonOptions {
  readonly tessera: readonly string[];
}

/** People hear of each check as it ends. */
export const registerComponentVerify: RegisterCommand = (component, io, exit) => {
  projectCommand(component, 'verify [name]', 'pack a component and try its tarball in projects of its own')
    .option(
      '--tessera <version or tarball>',
      'a platform to try it with, may be repeated (default: the lowest and the newest of its engines)',
      collect,
      [],
    )
    .action(async (name: string | undefined, options: VerifyOptions) => {
      const { verifyComponent } = await import('../../../../use-cases/verify/verify-component.ts');
      const { describeHostCheck, describeVerified } =
        await import('../../../../use-cases/verify/describe-verify.ts');
      const { json, tessera } = options;
      const { env } = io;
      const projectDir = projectDirOf(options, io);
      const platforms = tessera.map((one) => (one.endsWith('gz') ? path.resolve(io.cwd, one) : one));
      const color = wantsColor(io.stdout, env);
      const onCheck = (check: HostCheck): void => {
        if (!json) io.stdout.write(describeHostCheck(check, color));
      };
      const outcome = await withStopSignal((signal) =>
        verifyComponent({ name, projectDir, platforms, env, signal, onCheck }),
      );
      const known = knownOf(outcome);
      const how: Presentation<VerifyReport> = {
        projectDir,
        json,
        fields: () => known ?? {},
        text: () =>
          known === undefined || known.checks.length === 0
            ? ''
            : describeVerified(known.component, known.checks, color),
        untold: diagnosticsOf,
      };
      exit(await present(outcome, how, io));
    });
};
