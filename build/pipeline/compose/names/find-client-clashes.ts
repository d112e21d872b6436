import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { composeCodes } from '../compose-codes.ts';
import { accessorOf, derivedTypeParts } from '../../../model/names/client-names.ts';
import { placeOfName } from '../../../model/names/declared.ts';
import { type Declared } from '../../../model/scanned-source.ts';
import { groupBy } from '../../../model/names/group-by.ts';
import { describeParties, type Party } from './name-problem.ts';
import { renameHint } from './rename-hint.ts';

/**
 * Names that are different in the schema and the same in the client: `User` and `user` are both `prisma.user`,
 * `USER` and `User` are one file where upper and lower case do not count, and `UserUnchecked` makes types `User` makes.
 */
export function findClientClashes(
  declarations: readonly Declared[],
  taken: ReadonlySet<string>,
  isKnown: (declared: Declared) => boolean = () => false,
): Diagnostic[] {
  const models = declarations.filter(({ kind }) => kind === 'model' || kind === 'view');
  const byName = new Map(models.toReversed().map((model) => [model.name, model]));
  const different = [...byName.values()];
  return [
    ...[...groupBy(different, ({ name }) => name.toLowerCase()).values()].flatMap((all) =>
      describe(all, taken, (who) => sharedByCase(all, who), isKnown),
    ),
    ...different.flatMap((model) =>
      derivedTypeParts.flatMap((part) => {
        const stem = model.name.endsWith(part) ? byName.get(model.name.slice(0, -part.length)) : undefined;
        return stem ? describe([stem, model], taken, derivedMessage(model), isKnown) : [];
      }),
    ),
  ];
}

type Message = (who: string) => string;

function describe(
  all: readonly Declared[],
  taken: ReadonlySet<string>,
  message: Message,
  isKnown: (declared: Declared) => boolean,
): Diagnostic[] {
  if (all.length < 2) return [];
  const parties = all.map((declared): Party & { declared: Declared } => ({
    component: declared.component,
    label: `${declared.kind} "${declared.name}"`,
    place: placeOfName(declared),
    isSettled: isKnown(declared),
    declared,
  }));
  return describeParties(
    composeCodes.clientNameClash,
    parties,
    message,
    ({ declared }) => `Rename one of them: ${renameHint(declared, taken)}`,
  );
}

function sharedByCase(all: readonly Declared[], who: string): string {
  const accessors = [...new Set(all.map(({ name }) => accessorOf(name)))].sort();
  if (accessors.length === 1) return `prisma.${accessors.join('')} would be ${who} at once.`;
  return `The client's files of ${who} differ only in upper and lower case.`;
}

function derivedMessage({ name }: Declared): Message {
  return (who) => `The client's types named "${name}…" would belong to ${who} at once.`;
}
