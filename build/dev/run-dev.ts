import { existsSync } from 'node:fs';
import pc from 'picocolors';
import { DatabaseError } from '../database/database-error.ts';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { loadEnvironment } from '../environment/load-environment.ts';
import { chooseDevPort } from './choose-dev-port.ts';
import { claimInstance } from './instance-claim.ts';
import { type DevReporter } from './dev-event.ts';
import { startDevHost, type DevHostOptions } from './dev-host.ts';
import { DevSetupError } from './load-webpack-config.ts';
import { type DevOutput, type DevStreams } from './output/dev-output.ts';
import { eventLinesOutput } from './output/event-lines-output.ts';
import { plainOutput } from './output/plain-output.ts';
import { startObjectOutput } from './output/start-object-output.ts';
import { checkTypes } from './types/check-types.ts';
import { createTypeChecks } from './types/type-checks.ts';
import { untilStopped } from './until-stopped.ts';

/** For people; `events`: one JSON line an event; `json`: one JSON object about the start. */
export type DevOutputMode = 'people' | 'events' | 'json';

export interface RunDevOptions extends DevStreams {
  /** Absolute. */
  readonly projectDir: string;
  readonly output: DevOutputMode;
  /** As given on the command line; wins over PORT. */
  readonly port?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** Check types beside the loop. @default true */
  readonly types?: boolean;
}

/** What the host needs from other rooms; tests put their own in. */
export type DevServices = Pick<DevHostOptions, 'openDatabase' | 'migrations'>;

/** @param env the project's settings: its `.env` below the process environment */
export type CreateDevServices = (projectDir: string, env: Readonly<Record<string, string>>) => DevServices;

function createOutput(options: RunDevOptions, inColor: boolean): DevOutput {
  if (options.output === 'events') return eventLinesOutput(options);
  if (options.output === 'json') return startObjectOutput(options);
  return plainOutput(options, pc.createColors(inColor));
}

/** Runs the dev host until it is told to stop. Resolves to the exit code: 0 stopped, 2 it could not start. */
export async function runDev(options: RunDevOptions, createServices: CreateDevServices): Promise<0 | 2> {
  const { projectDir } = options;
  const inColor = options.output === 'people' && wantsColor(options.stdout, options.env);
  const output = createOutput(options, inColor);
  const refuse = (message: string): 2 => {
    output.refuse(message);
    return 2;
  };
  if (!existsSync(projectDir)) return refuse(`"${projectDir}" is not a folder.`);
  const env = await loadEnvironment(projectDir, options.env);
  const claim = await claimInstance(projectDir);
  if (!claim.ok) {
    const { pid, url } = claim.running;
    return refuse(
      `\`tessera dev\` already runs for this project: process ${pid}${url ? `, ${url}` : ''}. ` +
        'Use it, or stop it first (Ctrl-C in its terminal).',
    );
  }
  const types = createTypeChecks((signal) => checkTypes(projectDir, signal), output.report);
  const report: DevReporter = (event) => {
    output.report(event);
    if (options.types !== false) types.follow(event);
  };
  try {
    const choice = await chooseDevPort(projectDir, options.port ?? env['PORT']);
    if ('refusal' in choice) return refuse(choice.refusal);
    claim.serves(`http://127.0.0.1:${choice.port}`);
    const host = await startDevHost({
      projectDir,
      port: choice.port,
      env,
      colors: inColor,
      appOutput: output.appOutput,
      report,
      ...createServices(projectDir, env),
    });
    try {
      await Promise.race([untilStopped(host.kill), host.failed]);
    } finally {
      await Promise.all([types.close(), host.stop()]);
    }
    report({ event: 'stopped' });
    return 0;
  } catch (error) {
    if (error instanceof DevSetupError) return refuse(error.message);
    if (error instanceof DatabaseError) return refuse([error.message, error.hint].filter(Boolean).join('\n'));
    throw error;
  } finally {
    output.close();
    claim.release();
  }
}
