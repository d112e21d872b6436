import { join } from 'node:path';
import { type Dialect } from './component-files.ts';

export type Command = readonly [program: string, ...args: string[]];

/** One application in one development set-up, ready to be started. */
export interface SetUp {
  readonly name: string;
  readonly directory: string;
  readonly dialect: Dialect;
  /** Starts it on the port in PORT and watches. */
  readonly start: Command;
  /** What a developer runs after a schema edit; nothing when the set-up does it. */
  readonly afterSchemaEdit?: Command;
  /** Folders of output, removed before a cold start. */
  readonly output: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Where the schema of a component lies, relative to the directory. */
  readonly schemaFile: (component: string) => string;
}

export function sourceFile({ directory }: SetUp, component: string, part: 'controller' | 'service'): string {
  return join(directory, 'src/components', component, `${component}.${part}.ts`);
}
