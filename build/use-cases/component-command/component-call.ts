import path from 'node:path';
import { knowsComponent } from './knows-component.ts';

/** A call of a command that a component brings, such as `tessera access create-admin`. */
export interface ComponentCall {
  readonly projectDir: string;
  readonly words: readonly string[];
}

/** Commands of components that have a short name, where the project has the component. */
const shortNames: Readonly<Record<string, readonly [component: string, command: string]>> = {
  worker: ['jobs', 'worker'],
};

/** @returns undefined when the first word is no component's name, and no short name either */
export function componentCall(args: readonly string[], cwd: string): ComponentCall | undefined {
  const [name] = args;
  if (name === undefined) return undefined;
  const at = args.indexOf('--project');
  const projectDir = path.resolve(cwd, at === -1 ? '.' : (args[at + 1] ?? '.'));
  const words = at === -1 ? args : args.toSpliced(at, 2);
  if (knowsComponent(projectDir, name)) return { projectDir, words };
  const long = Object.hasOwn(shortNames, name) ? shortNames[name] : undefined;
  if (long === undefined || !knowsComponent(projectDir, long[0])) return undefined;
  return { projectDir, words: [...long, ...words.slice(1)] };
}
