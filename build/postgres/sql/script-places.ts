import { nameFinder } from './name-finder.ts';
import { type Utf8Offsets } from './utf8-offsets.ts';

/** Places in a script as a statement's tree gives them, in UTF-16 units. */
export interface ScriptPlaces {
  /** Of what the tree gives a place in bytes; without one, of the statement. */
  ofBytes(bytes: number | undefined): number;
  /** Of a name to which the tree gives none; each call looks behind the one before. */
  ofName(name: string): number;
}

export function scriptPlaces(statement: string, start: number, offsets: Utf8Offsets): ScriptPlaces {
  return {
    ofBytes: (bytes) => (bytes === undefined ? start : offsets.fromBytes(bytes)),
    ofName: nameFinder(statement, start),
  };
}
