import { existsSync } from 'node:fs';
import pc from 'picocolors';
import { DatabaseError } from '../database/database-error.ts';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { loadEnvironment } from '../environment/load-environment.ts';
import { chooseDevPort } from './choose-dev-port.ts';
import { claimInstance } from './instance-claim.ts';
import { type DevReporter } from './dev-event.ts';
import { startDevHost, type DevHostOptions } from './dev-host.ts';
import { formatDevEvent } from './format-dev-event.ts';
import { DevSetupError } from './load-webpack-config.ts';
import { untilStopped } from './until-stopped.ts';

export interface RunDevOptions {
  /** Absolute. */
  readonly projectDir: string;
  readonly json: boolean;
  /** As given on the command line; wins over PORT. */
  readonly port?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WritableStream & { isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream;
}

/** What the host needs from other rooms; tests put their own in. */
export type DevServices = Pick<DevHostOptions, 'openDatabase' | 'migrations'>;

/** @param env the project's settings: its `.env` below the process environment */
export type CreateDevServices = (projectDir: string, env: Readonly<Record<string, string>>) => DevServices;

/** Runs the dev host until it is told to stop. Resolves to the exit code: 0 stopped, 2 it could not start. */
export async function runDev(options: RunDevOptions, createServices: CreateDevServices): Promise<0 | 2> {
  const { projectDir, stdout, stderr } = options;
  const inColor = !options.json && wantsColor(stdout, options.env);
  const colors = pc.createColors(inColor);
  const report: DevReporter = (event) => {
    const line = options.json ? JSON.stringify(event) : formatDevEvent(event, colors);
    if (line !== '') stdout.write(`${line}\n`);
  };
  const refuse = (message: string): 2 => {
    stderr.write(`${message}\n`);
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
  try {
    const choice = await chooseDevPort(projectDir, options.port ?? env['PORT']);
    if ('refusal' in choice) return refuse(choice.refusal);
    claim.serves(`http://127.0.0.1:${choice.port}`);
    const host = await startDevHost({
      projectDir,
      port: choice.port,
      env,
      colors: inColor,
      appOutput: options.json ? 'stderr' : 'stdout',
      report,
      ...createServices(projectDir, env),
    });
    try {
      await Promise.race([untilStopped(host.kill), host.failed]);
    } finally {
      await host.stop();
    }
    report({ event: 'stopped' });
    return 0;
  } catch (error) {
    if (error instanceof DevSetupError) return refuse(error.message);
    if (error instanceof DatabaseError) return refuse([error.message, error.hint].filter(Boolean).join('\n'));
    throw error;
  } finally {
    claim.release();
  }
}
