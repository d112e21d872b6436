import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { type ComposedModel } from '../model/composed-model.ts';
import { type ComponentSources } from './discover/read-sources.ts';
import { type GenerateClientInput } from './generate/generate-client.ts';
import { type ComponentUse } from './graph/component-uses.ts';
import { type LockEntries } from './lock/lock-file.ts';
import { type UpdatedLock } from './lock/update-lock.ts';
import { type Changes } from './write/compare-with-disk.ts';

/** Everything a run knows before it writes. */
export interface PreparedRun {
  readonly model: ComposedModel;
  readonly sources: ComponentSources;
  readonly uses: readonly ComponentUse[];
  readonly changes: Changes;
  /** After the run. */
  readonly lock: UpdatedLock;
  readonly lockBefore: LockEntries | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly client: GenerateClientInput;
  /** Tells whether Prisma can load a schema of some files. */
  readonly loadCheck: () => Promise<(schema: ReadonlyMap<string, string>) => boolean>;
  /** To be called when what was found is carried out. */
  readonly remember: () => void;
}
