import { parse } from 'jsonc-parser';
import { checkSettings } from '../../config/check-settings.ts';
import { findTooDeep } from '../../config/find-too-deep.ts';
import { readJson, settingsDiagnostics } from '../../config/read-json.ts';
import { type Diagnostic, type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { lockCodes } from './lock-codes.ts';
import { componentStates, type LockEntries, type LockEntry, lockFile, lockSchema } from './lock-file.ts';

export interface ReadLock {
  /** Undefined when there is no lock, or none that can be read. */
  readonly entries: LockEntries | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Place of a component in the file; without a name, of the list, which stays where it is when one leaves it. */
  readonly locate: (component?: string) => SourceLocation;
}

/** Reads the text of the lock. What a merge left in it is put together: both sides, no entry dropped. */
export function readLock(text: string | undefined): ReadLock {
  const document = readJson(lockFile, text ?? '');
  const locate = (component?: string) =>
    document.locate(component === undefined ? ['components'] : ['components', component], true);
  if (text === undefined) return { entries: undefined, diagnostics: [], locate };
  const marker = /^<{7}( |$)/m.exec(text);
  if (marker) return readConflict(text, marker.index, locate);
  const about = { code: lockCodes.invalid };
  const hint = 'Take the last good state of the file from git, then run `tessera compose`.';
  if (document.syntaxErrors.length > 0) {
    const errors = document.syntaxErrors.map((error) => ({
      ...about,
      severity: 'error' as const,
      ...error,
      hint,
    }));
    return { entries: undefined, diagnostics: errors, locate };
  }
  const checked = checkSettings(lockSchema, document.value);
  if ('problems' in checked) {
    return {
      entries: undefined,
      diagnostics: settingsDiagnostics(document, checked.problems, about),
      locate,
    };
  }
  return { entries: new Map(Object.entries(checked.data.components)), diagnostics: [], locate };
}

function readConflict(text: string, offset: number, locate: ReadLock['locate']): ReadLock {
  const line = text.slice(0, offset).split('\n').length;
  const about = { location: { file: lockFile, line, column: 1, length: 7 } };
  const sides = [side(text, 'ours'), side(text, 'theirs')].map((one) => {
    // Two good halves may miss a comma where they were put together.
    const value: unknown =
      findTooDeep(one) === undefined ? parse(one, [], { allowTrailingComma: true }) : undefined;
    return lockSchema.safeParse(value).data?.components;
  });
  const [ours, theirs] = sides;
  if (!ours || !theirs) {
    const diagnostic: Diagnostic = {
      ...about,
      code: lockCodes.invalid,
      severity: 'error',
      message: 'The lock has marks of a merge conflict, and one of its sides is no lock.',
      hint: 'Take the file from one of the two branches, then run `tessera compose`.',
    };
    return { entries: undefined, diagnostics: [diagnostic], locate };
  }
  const entries = new Map(Object.entries(ours));
  for (const [name, entry] of Object.entries(theirs)) {
    const own = entries.get(name);
    entries.set(name, own ? both(own, entry) : entry);
  }
  const diagnostic: Diagnostic = {
    ...about,
    code: lockCodes.conflict,
    severity: 'warning',
    message: 'The lock has marks of a merge conflict; the components of both sides are kept.',
    hint: 'Run `tessera compose`, look at the file, and commit it.',
  };
  return { entries, diagnostics: [diagnostic], locate };
}

/** The text one side of a merge wrote; a common ancestor (diff3) belongs to neither. */
function side(text: string, wanted: 'ours' | 'theirs'): string {
  let current: 'all' | 'ours' | 'base' | 'theirs' = 'all';
  const lines = text.split(/\r?\n/).filter((line) => {
    const mark = /^(<{7}|\|{7}|={7}|>{7})( |$)/.exec(line)?.[1]?.[0];
    if (mark === '<') current = 'ours';
    else if (mark === '|') current = 'base';
    else if (mark === '=' && current !== 'all') current = 'theirs';
    else if (mark === '>') current = 'all';
    else return current === 'all' || current === wanted;
    return false;
  });
  return lines.join('\n');
}

/** Of two states the later one wins, as a person has chosen it; the folder decides about the rest. */
function both(a: LockEntry, b: LockEntry): LockEntry {
  const union = (left: readonly string[], right: readonly string[]) =>
    [...new Set([...left, ...right])].sort(compareText);
  const state = componentStates.indexOf(a.state) > componentStates.indexOf(b.state) ? a.state : b.state;
  return { ...a, state, tables: union(a.tables, b.tables), enums: union(a.enums, b.enums) };
}
