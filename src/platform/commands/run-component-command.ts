import { HttpException, type INestApplicationContext } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { runAs } from '../access/current-principal.ts';
import { systemPrincipal } from '../access/principal.ts';
import { StartupError } from '../startup.error.ts';
import { WrongCallError } from '../wrong-call.error.ts';
import {
  type CommandDeclaration,
  ComponentCommand,
  type ComponentCommandRunner,
} from './component-command.ts';

interface FoundCommand extends CommandDeclaration {
  readonly runner: ComponentCommandRunner;
}

/**
 * Runs a command of a component.
 *
 * @param words the component's name, the command's name, and its arguments
 * @returns what to print.
 * @throws StartupError for a command that does not exist (it lists those that do) and for whatever the command refuses.
 */
export async function runComponentCommand(
  app: INestApplicationContext,
  [component, name, ...args]: readonly string[],
): Promise<string> {
  const commands = findCommands(app.get(DiscoveryService, { strict: false }));
  const found = commands.find((command) => command.component === component && command.name === name);
  if (found === undefined) throw unknownCommand(`${component ?? ''} ${name ?? ''}`.trim(), commands);
  try {
    const principal = systemPrincipal(`${found.component} ${found.name}`, ['*']);
    return await runAs(principal, () => found.runner.run(args));
  } catch (error) {
    if (error instanceof HttpException) throw new StartupError(error.message, { cause: error });
    throw error;
  }
}

function findCommands(discovery: DiscoveryService): FoundCommand[] {
  const found: FoundCommand[] = [];
  for (const wrapper of discovery.getProviders({ metadataKey: ComponentCommand.KEY })) {
    const declaration = discovery.getMetadataByDecorator(ComponentCommand, wrapper);
    const runner: unknown = wrapper.instance;
    if (declaration !== undefined && isRunner(runner)) found.push({ ...declaration, runner });
  }
  return found;
}

function unknownCommand(asked: string, commands: readonly CommandDeclaration[]): WrongCallError {
  const lines = commands.map(({ component, name, summary }) => `  ${component} ${name}   ${summary}`);
  const known = lines.length === 0 ? 'No component here has commands.' : `There are:\n${lines.join('\n')}`;
  return new WrongCallError(`No component has the command "${asked}". ${known}`);
}

function isRunner(value: unknown): value is ComponentCommandRunner {
  return typeof value === 'object' && value !== null && 'run' in value && typeof value.run === 'function';
}
