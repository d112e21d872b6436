import { StartupError } from '../startup.error.ts';
import { environmentOf, Variables, type Environment } from './environment.ts';

/**
 * Checks the environment and gives the application's settings. An empty variable counts as not set.
 *
 * @throws StartupError naming everything that is wrong, and no value: it may be a secret.
 */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = Variables.safeParse(set);
  if (result.success) return environmentOf(result.data);
  const wrong = result.error.issues.map(({ path, message }) => `${path.join('.')} ${lowerFirst(message)}`);
  if (wrong.length === 1) throw new StartupError(`Cannot start: ${wrong[0] ?? ''}`);
  throw new StartupError(['Cannot start, the environment is wrong:', ...wrong].join('\n  - '));
}

// Zod's own messages are sentences; ours go on after the variable's name.
function lowerFirst(message: string): string {
  return /^[A-Z][a-z]/.test(message)
    ? `is wrong: ${message.charAt(0).toLowerCase()}${message.slice(1)}`
    : message;
}
