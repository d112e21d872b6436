import { migrationTitle } from '../../../postgres/history/migration-id.ts';
import { type Change } from './recognise/change.ts';

/** Words for folders and files: what changes first, and nothing that is taken. */
export function nameExpansion(
  changes: readonly Change[],
  given: string | undefined,
  isTaken: (title: string) => boolean,
): string {
  const title =
    (given === undefined ? words(changes) : migrationTitle(given.toLowerCase())).replaceAll(/^_+|_+$/g, '') ||
    'change';
  let name = title;
  for (let at = 2; isTaken(name); at += 1) name = `${title}_${String(at)}`;
  return name;
}

function words([change]: readonly Change[]): string {
  if (!change) return 'change';
  const parts = [change.table.name, subjectOf(change)].map((one) =>
    one.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase(),
  );
  return migrationTitle(parts.join('_'));
}

function subjectOf(change: Change): string {
  switch (change.kind) {
    case 'move':
      return change.to;
    case 'require':
    case 'drop':
      return change.column;
    case 'split':
      return change.into.name;
    case 'rename-table':
      return change.from;
  }
}
