import { type Diagnostic, type RelatedLocation } from '../../../diagnostics/diagnostic.ts';
import { composeCodes } from '../compose-codes.ts';
import { describeDeclared, placeOfName } from '../../../model/names/declared.ts';
import { type Declared } from '../../../model/scanned-source.ts';
import { groupBy } from '../../../model/names/group-by.ts';
import { listOf, settledNote } from './name-problem.ts';
import { prefixedBlockName } from '../../../model/names/suggest-name.ts';

/**
 * One diagnostic for each name declared more than once; the first newcomer by file and position is the primary one.
 *
 * @param settled those whose table or enum type has been theirs before
 */
export function findDuplicateNames(
  declarations: readonly Declared[],
  settled: ReadonlySet<Declared> = new Set(),
): Diagnostic[] {
  const byName = groupBy(declarations, ({ name }) => name);
  const taken = new Set(byName.keys());
  return [...byName.values()].flatMap((all) => {
    const newcomers = all.filter((one) => !settled.has(one));
    return describe([...newcomers, ...all.filter((one) => settled.has(one))], taken, settled);
  });
}

function describe(
  declarations: readonly Declared[],
  taken: ReadonlySet<string>,
  settled: ReadonlySet<Declared>,
): Diagnostic[] {
  const [first] = declarations;
  if (!first || declarations.length < 2) return [];
  const owners = [...new Set(declarations.map(({ component }) => `"${component}"`))].sort();
  const where =
    owners.length === 1
      ? `${declarations.length} times in component ${owners.join('')}`
      : `in ${listOf(owners)}`;
  return [
    {
      code: composeCodes.duplicateName,
      severity: 'error',
      component: first.component,
      message: `"${first.name}" is declared ${where}; all components share one schema.`,
      hint:
        owners.length === 1
          ? 'Remove or rename one of them.'
          : declarations.some((one) => settled.has(one)) && !settled.has(first)
            ? newcomerHint(first, taken)
            : hintFor(declarations, first, taken),
      location: placeOfName(first),
      related: declarations.slice(1).map((declared): RelatedLocation => ({
        component: declared.component,
        message: `${describeDeclared(declared)}${settled.has(declared) ? settledNote : ''}`,
        ...placeOfName(declared),
      })),
    },
  ];
}

/** A new model makes a new table: nothing moves. */
function newcomerHint({ kind, name, component }: Declared, taken: ReadonlySet<string>): string {
  const rename = prefixedBlockName(component, name, taken);
  return `Rename the newcomer: write ${kind} ${rename} { … } in component "${component}"; the other keeps its name and its data.`;
}

/** Both may be on the table (or enum type) of that name, and only the author knows whose rows are in it. */
function hintFor(all: readonly Declared[], first: Declared, taken: ReadonlySet<string>): string {
  const { kind, name, component } = first;
  const rename = prefixedBlockName(component, name, taken);
  const write = `Rename one of them: write ${kind} ${rename} { … } in component "${component}".`;
  const others = all.filter((one) => one !== first && (one.kind === 'enum') === (kind === 'enum'));
  const [other] = others.filter((one) => one.component !== component && one.kind !== 'type');
  const isMapped = [first, other].some((one) =>
    one?.attributes.some((attribute) => attribute.name === 'map'),
  );
  if (!other || kind === 'type' || isMapped) return write;
  const moved = prefixedBlockName(other.component, name, taken);
  const kept = kind === 'enum' ? 'the database has its type' : `its data is in table "${name}"`;
  return `${write} If ${kept} already, add @@map("${name}") to it so that nothing moves, and @@map("${moved}") to the other.`;
}
