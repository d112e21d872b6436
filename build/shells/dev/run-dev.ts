import { pathKind } from '../../files/path-kind.ts';
import { collectWhenIdle } from '../../incremental/collect-when-idle.js';
import { DatabaseError } from '../../postgres/embedded/database-error.ts';
import { done, environmentFault, type Outcome } from '../../diagnostics/outcome.ts';
import { wantsColor } from '../../diagnostics/wants-color.ts';
import { loadEnvironment } from '../../config/load-environment.ts';
import { environmentNames } from '../../config/environment-names.ts';
import { loadProjectConfig } from '../../config/load-project-config.ts';
import { projectOptionsSchema } from '../../config/project-config.ts';
import { chooseDevPort } from '../../config/port/choose-dev-port.ts';
import { idleChannel } from '../webpack/composed-channel.ts';
import { choosePart } from './choose-part.ts';
import { type DevEvent, type DevReporter } from './dev-event.ts';
import { type DevHost, startDevHost, type DevHostOptions } from './dev-host.ts';
import { inspectOptions } from './inspect-options.ts';
import { claimInstance } from './instance-claim.ts';
import { BuildSetupError } from '../webpack/load-webpack-config.ts';
import { createCurrentProblems } from './overlay/current-problems.ts';
import { readAuthorText } from '../../files/author-text.ts';
import { createOutput, type OutputOptions } from './output/create-output.ts';
import { actOnKeys } from './terminal/act-on-keys.ts';
import { countComponents } from './terminal/count-components.ts';
import { checkTypes } from './types/check-types.ts';
import { createTypeChecks } from './types/type-checks.ts';
import { untilStopped } from './until-stopped.ts';

export interface RunDevOptions extends OutputOptions {
  /** As given on the command line; wins over PORT. */
  readonly port?: string | undefined;
  /** Check types beside the loop. @default true */
  readonly types?: boolean;
  /** A debugger on the application: true, a port or host:port. @default none */
  readonly inspect?: string | true | undefined;
  /** Names of the components to mount, with commas between them. @default all */
  readonly only?: string | undefined;
  /** Called once, when the application serves for the first time. @default nothing */
  readonly onStarted?: () => void;
  /** What the next migrations would do, for people; asked for by a key. */
  readonly plan: (inColor: boolean) => Promise<string>;
}

/** What the host needs from other rooms; tests put their own in. */
export type DevServices = Pick<DevHostOptions, 'openDatabase' | 'migrations'>;

/** @param env the project's settings: its `.env` below the process environment */
export type CreateDevServices = (projectDir: string, env: Readonly<Record<string, string>>) => DevServices;

function isServing({ event }: DevEvent): boolean {
  return event === 'ready' || event === 'swapped';
}

/** Runs the dev host until it is told to stop; an environment fault, whose reason the output has shown, when it could not start. */
export async function runDev(
  options: RunDevOptions,
  createServices: CreateDevServices,
): Promise<Outcome<undefined>> {
  const { projectDir } = options;
  const inColor = options.output === 'people' && wantsColor(options.stdout, options.env);
  const chosen = createOutput(options, inColor);
  const { output } = chosen;
  const refuse = (message: string): Outcome<undefined> => {
    output.refuse(message);
    return environmentFault([]);
  };
  if (pathKind(projectDir) !== 'folder') return refuse(`"${projectDir}" is not a folder.`);
  const part = options.only === undefined ? undefined : await choosePart(projectDir, options.only);
  if (part !== undefined && 'refusal' in part) return refuse(part.refusal);
  const debugging = options.inspect === undefined ? undefined : await inspectOptions(options.inspect);
  if (debugging !== undefined && 'refusal' in debugging) return refuse(debugging.refusal);
  const readSettings = async (): Promise<Record<string, string>> => ({
    // Lines for people above a status area, not JSON.
    ...(chosen.kind === 'terminal' ? { LOG_FORMAT: 'pretty' } : {}),
    ...(await loadEnvironment(projectDir, options.env)),
    ...(part === undefined ? {} : { TESSERA_ONLY: part.asked.join(',') }),
  });
  const env = await readSettings();
  const claim = await claimInstance(projectDir);
  if (!claim.ok) {
    const { pid, url } = claim.running;
    return refuse(
      `\`tessera dev\` already runs for this project: process ${pid}${url ? `, ${url}` : ''}. ` +
        'Use it, or stop it first (Ctrl-C in its terminal).',
    );
  }
  const problems = createCurrentProblems((file) => readAuthorText(projectDir, file));
  const endCollecting = collectWhenIdle();
  let host: DevHost | undefined;
  const announce: DevReporter = (event) => {
    output.report(event);
    if (problems.follow(event)) host?.showProblems(problems.all());
  };
  const types = createTypeChecks((signal) => checkTypes(projectDir, signal), announce);
  let { onStarted } = options;
  let isPrepared = false;
  const report: DevReporter = (event) => {
    announce(event);
    if (isServing(event)) {
      onStarted?.();
      onStarted = undefined;
      // What can be done ahead is done now, and once: later saves keep what it made.
      if (!isPrepared) idleChannel.publish({});
      isPrepared = true;
    }
    if (options.types !== false) types.follow(event);
    if (chosen.kind === 'terminal' && isServing(event)) {
      void countComponents(projectDir).then((components) => {
        chosen.output.update({ components });
      });
    }
  };
  try {
    const choice = await chooseDevPort(projectDir, options.port ?? env['PORT']);
    if ('refusal' in choice) return refuse(choice.refusal);
    const url = `http://127.0.0.1:${choice.port}`;
    claim.serves(url);
    if (part !== undefined) report({ event: 'part-mounted', components: part.mounted, of: part.of });
    host = await startDevHost({
      projectDir,
      componentsDir: await componentsDirOf(projectDir),
      port: choice.port,
      readSettings,
      names: await environmentNames(projectDir),
      colors: inColor,
      appOutput: output.appOutput,
      execArgv: debugging?.execArgv ?? [],
      report,
      onSave: types.hold,
      ...createServices(projectDir, env),
    });
    const quit = (): void => {
      process.kill(process.pid, 'SIGINT');
    };
    const giveBack =
      chosen.kind === 'terminal'
        ? actOnKeys(chosen.keyboard, {
            host,
            url,
            output: chosen.output,
            report,
            plan: () => options.plan(inColor),
            quit,
          })
        : undefined;
    try {
      await Promise.race([untilStopped(host.kill), host.failed]);
    } finally {
      giveBack?.();
      await Promise.all([types.close(), host.stop()]);
    }
    report({ event: 'stopped' });
    return done(undefined);
  } catch (error) {
    if (error instanceof BuildSetupError) return refuse(error.message);
    if (error instanceof DatabaseError) return refuse([error.message, error.hint].filter(Boolean).join('\n'));
    throw error;
  } finally {
    endCollecting();
    output.close();
    claim.release();
  }
}

/** The build reports a configuration that cannot be used; until it is mended the usual folder serves. */
async function componentsDirOf(projectDir: string): Promise<string> {
  const loaded = await loadProjectConfig(projectDir);
  return loaded.ok ? loaded.config.componentsDir : projectOptionsSchema.parse({}).componentsDir;
}
