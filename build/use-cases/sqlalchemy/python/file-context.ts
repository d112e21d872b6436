import { type Selection } from '../select-models.ts';
import { type Style } from '../style.ts';
import { type EnumValues } from './column-default.ts';
import { type FileNames } from './file-names.ts';
import { type HelperName } from './collect-helpers.ts';

/** What every part of a file knows, and the one list they add to. */
export interface FileContext {
  readonly style: Style;
  readonly selection: Selection;
  readonly names: FileNames;
  readonly enumValues: EnumValues;
  /** Helpers the parts rendered so far need. */
  readonly helpers: Set<HelperName>;
}
