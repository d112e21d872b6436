import {
  type Diagnostic,
  type RelatedLocation,
  type SourceLocation,
} from '../../../diagnostics/diagnostic.ts';
import { compareLocations, compareText } from '../../../diagnostics/sort-diagnostics.ts';

/** What a check found: for the author, and where Prisma would say the same in other words. */
export interface NameProblems {
  readonly diagnostics: readonly Diagnostic[];
  readonly prismaPlaces: readonly SourceLocation[];
}

/** One of those who want the same name. */
export interface Party {
  readonly component: string;
  /** `model "User"`; used with the component's name behind it. */
  readonly label: string;
  readonly place: SourceLocation;
  /** It had the name before the others came. */
  readonly isSettled?: boolean;
}

/**
 * One diagnostic for all who want the same thing: the first newcomer by file and position is primary, the others are
 * related.
 * `message` gets the parties as a phrase: `model "A" of component "x" and model "B" of component "y"`.
 */
export function describeParties<One extends Party>(
  code: string,
  parties: readonly One[],
  message: (who: string) => string,
  hint: (first: One) => string,
): Diagnostic[] {
  const sorted = [...parties].sort(
    (a, b) =>
      Number(a.isSettled ?? false) - Number(b.isSettled ?? false) ||
      compareLocations(a.place, b.place) ||
      compareText(a.label, b.label),
  );
  const [first, ...others] = sorted;
  if (!first || others.length === 0) return [];
  return [
    {
      code,
      severity: 'error',
      component: first.component,
      message: message(listOf(sorted.map(nameOf))),
      hint: hint(first),
      location: first.place,
      related: others.map((party): RelatedLocation => ({
        component: party.component,
        message: `${nameOf(party)}${party.isSettled === true ? settledNote : ''}`,
        ...party.place,
      })),
    },
  ];
}

/** Behind the one that had the name first. */
export const settledNote = ', which had it first';

function nameOf({ label, component }: Party): string {
  return `${label} of component "${component}"`;
}

/** `a, b and c` */
export function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
