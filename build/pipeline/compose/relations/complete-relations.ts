import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { compareText } from '../../../diagnostics/sort-diagnostics.ts';
import { type Insertion } from '../insertion.ts';
import { type Declared } from '../../../model/scanned-source.ts';
import { type Field } from '../../../prisma-language/read-declarations.ts';
import { type Cache, derive, Kind } from '../../../incremental/derive.ts';
import { type ScannedSource } from '../../../model/scanned-source.ts';
import { describeUnusedChoice } from './describe-choice.ts';
import { findOneSidedRelations } from './find-one-sided-relations.ts';
import { nameOpposites } from './name-opposites.ts';
import { oppositeIsList } from '../../../model/one-sided-relation.ts';
import { type FieldComment, readFieldComments } from '../../../model/field-comment.ts';
import { type OppositeField, renderOpposite } from '../../../model/opposite-field.ts';
import { placeRelationName } from './place-relation-name.ts';
import { shareRelationNames } from './share-relation-names.ts';

export interface CompletedRelations {
  /** The fields that are added, by owner's model and name. */
  readonly opposites: readonly OppositeField[];
  /** What goes into the composed copies, by the author's file it is a copy of. */
  readonly insertions: ReadonlyMap<ScannedSource, readonly Insertion[]>;
  readonly diagnostics: readonly Diagnostic[];
}

type Comments = readonly (readonly [Declared, ReadonlyMap<Field, FieldComment>])[];

const comments = new Kind<Comments>();

/** The declarations with a comment. */
function commentsIn(cache: Cache, source: ScannedSource): Comments {
  return derive(cache, comments, source.file, [source], () =>
    source.text.includes('@opposite')
      ? source.declared
          .map((one) => [one, readFieldComments(one, '@opposite')] as const)
          .filter(([, { size }]) => size > 0)
      : [],
  );
}

/** The other sides of relations between components whose authors wrote only theirs. */
export function completeRelations(cache: Cache, sources: readonly ScannedSource[]): CompletedRelations {
  const commented = new Map(sources.flatMap((source) => commentsIn(cache, source)));
  const relations = findOneSidedRelations(sources);
  const { names, diagnostics } = nameOpposites(relations, ({ author, field }) =>
    commented.get(author)?.get(field),
  );
  const sharedNames = shareRelationNames(relations);
  const opposites = relations
    .map((relation): OppositeField => ({
      ...relation,
      name: names.get(relation) ?? '',
      isList: oppositeIsList(relation),
      sharedName: sharedNames.get(relation),
    }))
    .sort((a, b) => compareText(a.owner.name, b.owner.name) || compareText(a.name, b.name));
  const used = new Set<Field>(relations.map(({ field }) => field));
  return {
    opposites,
    insertions: insertionsBySource(opposites),
    diagnostics: [
      ...diagnostics,
      ...[...commented].flatMap(([declared, byField]) =>
        [...byField]
          .filter(([field]) => !used.has(field))
          .map(([field, comment]) => describeUnusedChoice(declared, field, comment)),
      ),
    ],
  };
}

function insertionsBySource(opposites: readonly OppositeField[]): Map<ScannedSource, Insertion[]> {
  const bySource = new Map<ScannedSource, Insertion[]>();
  const insert = ({ source }: Declared, insertion: Insertion) => {
    const known = bySource.get(source);
    if (known) known.push(insertion);
    else bySource.set(source, [insertion]);
  };
  for (const opposite of opposites) {
    const { author, field, owner, sharedName, relationName } = opposite;
    const cause = { source: author.source, offset: field.offset, length: field.name.length };
    insert(owner, {
      offset: owner.block.closeOffset ?? 0,
      text: renderOpposite(opposite),
      isLine: true,
      cause,
    });
    if (sharedName !== undefined && relationName === undefined)
      insert(author, placeRelationName(opposite, sharedName));
  }
  return bySource;
}
