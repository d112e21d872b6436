import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { compareText } from '../../../diagnostics/sort-diagnostics.ts';
import { type Choice } from './choice.ts';
import { type Declared } from '../../../model/scanned-source.ts';
import { describeChoiceClash, describeFieldClash, describeInvalidChoice } from './describe-choice.ts';
import { type OneSidedRelation, oppositeIsList } from '../../../model/one-sided-relation.ts';
import { type FieldComment } from '../../../model/field-comment.ts';
import { isFieldName, oppositeNames } from './opposite-names.ts';

export interface NamedOpposites {
  readonly names: ReadonlyMap<OneSidedRelation, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A name for each opposite field, taken by nothing else in the owner's model: the owner's own fields come first, then
 * chosen names, then the others by model and field, so that the order of the components does not matter.
 */
export function nameOpposites(
  relations: readonly OneSidedRelation[],
  commentOf: (relation: OneSidedRelation) => FieldComment | undefined,
): NamedOpposites {
  const diagnostics: Diagnostic[] = [];
  const names = new Map<OneSidedRelation, string>();
  const chosen = new Map<string, Choice>();
  const taken = new Map<Declared, Set<string>>();
  const takenIn = (owner: Declared) => {
    const known = taken.get(owner) ?? new Set(owner.fields.map(({ name }) => name));
    taken.set(owner, known);
    return known;
  };
  const take = (relation: OneSidedRelation, name: string) => {
    names.set(relation, name);
    takenIn(relation.owner).add(name);
  };
  const sorted = [...relations].sort(
    (a, b) => compareText(a.author.name, b.author.name) || compareText(a.field.name, b.field.name),
  );
  for (const relation of sorted) {
    const comment = commentOf(relation);
    if (!comment) continue;
    const { owner } = relation;
    const choice = { relation, comment };
    const first = chosen.get(`${owner.name}.${comment.text}`);
    const field = owner.fields.find(({ name }) => name === comment.text);
    if (!isFieldName(comment.text)) diagnostics.push(describeInvalidChoice(choice));
    else if (field) diagnostics.push(describeFieldClash(choice, field));
    else if (first) diagnostics.push(describeChoiceClash(choice, first));
    else {
      chosen.set(`${owner.name}.${comment.text}`, choice);
      take(relation, comment.text);
    }
  }
  for (const relation of sorted.filter((one) => !names.has(one))) {
    const { author, field, owner, hasSiblings } = relation;
    const isList = oppositeIsList(relation);
    for (const name of oppositeNames({ model: author.name, field: field.name, isList, hasSiblings })) {
      if (takenIn(owner).has(name)) continue;
      take(relation, name);
      break;
    }
  }
  return { names, diagnostics };
}
