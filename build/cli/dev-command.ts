import { resolve } from 'node:path';
import { type RegisterCommand } from './command.ts';

/** `tessera dev`: database, build, application, and again after every save. */
export const registerDevCommand: RegisterCommand = (program, io, exit) => {
  program
    .command('dev')
    .description('Start database and application, and keep both in step with the sources.')
    .option('--project <dir>', 'folder of the project', '.')
    .option('--port <number>', 'port of the application (default: PORT, or 3000)')
    .option('--json', 'print events as JSON, one on a line', false)
    .action(async ({ project, json, port }: { project: string; json: boolean; port?: string }) => {
      const [{ runDev }, { createDevServices }] = await Promise.all([
        import('../dev/run-dev.ts'),
        import('../dev/dev-services.ts'),
      ]);
      const projectDir = resolve(io.cwd, project);
      const options = { projectDir, json, env: io.env, port, stdout: io.stdout, stderr: io.stderr };
      exit(await runDev(options, createDevServices));
    });
};
