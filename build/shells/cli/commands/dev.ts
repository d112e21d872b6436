import { Option } from 'commander';
import { exitCodeOf } from '../../../diagnostics/outcome.ts';
import { type CommonOptions, type RegisterCommand } from '../command.ts';
import { projectCommand, projectDirOf } from '../project-command.ts';

interface DevCommandOptions extends CommonOptions {
  readonly events?: boolean;
  readonly port?: string;
  readonly types: boolean;
  readonly inspect?: string | true;
  readonly only?: string;
}

/** `tessera dev`: database, build, application, and again after every save. */
export const registerDevCommand: RegisterCommand = (program, io, exit) => {
  projectCommand(program, 'dev', 'Start database and application, and keep both in step with the sources.')
    .option('--port <number>', 'port of the application (default: PORT, or 3000)')
    .addOption(new Option('--events', 'print every event as JSON, one on a line').conflicts('json'))
    .option('--only <names>', 'mount these components and what they require; names with commas between them')
    .option('--inspect [address]', 'open a debugger on the application (default: 127.0.0.1:9229)')
    .option('--no-types', 'do not check types beside the loop')
    .action(async (options: DevCommandOptions) => {
      const { json, events, port, types, inspect, only } = options;
      const { deferOptimising } = await import('../../../incremental/defer-optimising.ts');
      // Before anything is loaded.
      const optimise = deferOptimising();
      const projectDir = projectDirOf(options, io);
      const { startEarlyDatabase } = await import('../../dev/early-database.ts');
      const database = startEarlyDatabase(projectDir, io.env);
      const [{ runDev }, { createDevServices }] = await Promise.all([
        import('../../dev/run-dev.ts'),
        import('../../dev/dev-services.ts'),
      ]);
      const output = events === true ? 'events' : json ? 'json' : 'people';
      const settings = {
        projectDir,
        output,
        env: io.env,
        port,
        types,
        inspect,
        only,
        onStarted: optimise,
        plan: async (inColor: boolean) => {
          const { planText } = await import('./migrate/plan.ts');
          return planText(projectDir, io.env, inColor);
        },
        stdin: io.stdin,
        stdout: io.stdout,
        stderr: io.stderr,
      } as const;
      try {
        exit(exitCodeOf(await runDev(settings, createDevServices(database))));
      } finally {
        await database.release();
        optimise();
      }
    });
};
