import { type CommonOptions } from '../../command.ts';

/** The flags of `tessera migrate expand`. */
export interface ExpandOptions extends CommonOptions {
  readonly rename: readonly string[];
  readonly split: readonly string[];
  readonly drop: readonly string[];
  readonly fill: readonly string[];
  readonly back: readonly string[];
  readonly name?: string;
  readonly dryRun: boolean;
}
