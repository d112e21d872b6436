import { DiscoveryService } from '@nestjs/core';

/** What `tessera <component> <name>` is called and does. */
export interface CommandDeclaration {
  /** The component's name. */
  readonly component: string;
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
}

/** A story of a component that people start from the command line, in an application that serves nothing. */
export interface ComponentCommandRunner {
  /**
   * @param args what stands after the command's name
   * @returns what to print on standard output.
   * @throws HttpException or StartupError whose message tells what to do; the exit code is 1 then.
   */
  run: (args: readonly string[]) => Promise<string>;
}

/**
 * Makes a provider a command of its component: `tessera access create-admin`, and in production
 * `node dist/main.js access create-admin`.
 *
 * @example
 * @Injectable()
 * @ComponentCommand({ component: 'access', name: 'create-admin', summary: 'Create the first administrator' })
 * export class CreateAdmin implements ComponentCommandRunner { ... }
 */
export const ComponentCommand = DiscoveryService.createDecorator<CommandDeclaration>();
