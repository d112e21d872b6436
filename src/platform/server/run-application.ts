import { type NestApplicationOptions, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DatabaseUnreachableError } from '../../database/index.ts';
import { runComponentCommand } from '../commands/run-component-command.ts';
import { type Environment } from '../environment/environment.ts';
import { readEnvironment } from '../environment/read-environment.ts';
import { createLogger } from '../logging/create-logger.ts';
import { NestLogger } from '../logging/nest-logger.ts';
import { StartupError } from '../startup.error.ts';
import { WrongCallError } from '../wrong-call.error.ts';
import { createApplication } from './create-application.ts';
import { listen } from './listen.ts';
import { shutDown } from './shut-down.ts';

/**
 * The life of the process: start, serve until SIGTERM or SIGINT, end in order. Exit code 0 after a signal,
 * 1 when the start failed, 2 when a command was called with what it does not take; what the operator can mend is said in one sentence on standard error.
 *
 * @param words what stands on the command line. Some: a command of a component is run, and nothing is served.
 */
export async function runApplication(
  module: Type,
  words: readonly string[] = process.argv.slice(2),
): Promise<void> {
  try {
    const environment = readEnvironment(process.env);
    if (words.length === 0) await serve(module, environment);
    else await runCommand(module, environment, words);
  } catch (error) {
    const expected = error instanceof StartupError || error instanceof DatabaseUnreachableError;
    process.stderr.write(`${expected ? error.message : describeBug(error)}\n`);
    // Whatever a half-started component left open must not keep a dead server alive.
    process.exit(error instanceof WrongCallError ? 2 : 1);
  }
}

async function serve(module: Type, environment: Environment): Promise<void> {
  const logger = createLogger(environment);
  const started = performance.now();
  const app = await createApplication(module, environment, logger);
  const url = await listen(app, environment);
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // The second signal means: at once.
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'Stopping: finishing the requests under way');
    shutDown(app, environment, logger).then(
      () => {
        logger.info('Stopped');
        process.exit(0);
      },
      (error: unknown) => {
        process.stderr.write(`${describeBug(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  // Last: a reader of this line may send the signal at once.
  logger.info({ url, milliseconds: Math.round(performance.now() - started) }, `Ready at ${url}`);
}

async function runCommand(module: Type, environment: Environment, words: readonly string[]): Promise<void> {
  const logger = createLogger({ ...environment, logLevel: 'warn' });
  const options: Pick<NestApplicationOptions, 'logger' | 'abortOnError'> = {
    logger: new NestLogger(logger),
    abortOnError: false,
  };
  const app = await NestFactory.createApplicationContext(module, options);
  try {
    process.stdout.write(`${await runComponentCommand(app, words)}\n`);
  } finally {
    await app.close();
  }
}

function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
