import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { composeCodes } from '../compose-codes.ts';
import { accessorOf } from '../../../model/names/client-names.ts';
import { placeOfName } from '../../../model/names/declared.ts';
import { type Declared } from '../../../model/scanned-source.ts';
import { type NameProblems } from './name-problem.ts';
import { renameHint } from './rename-hint.ts';
import {
  breaksClient,
  prismaReserved,
  reservedAccessors,
  type ReservedReason,
} from '../../../model/names/reserved-names.ts';

/** Declarations with a name that Prisma, TypeScript or the platform needs for itself. */
export function findReservedNames(
  declarations: readonly Declared[],
  taken: ReadonlySet<string>,
): NameProblems {
  const found = declarations.flatMap((declared) => {
    const reason = reasonFor(declared);
    return reason ? [{ declared, reason }] : [];
  });
  return {
    diagnostics: found.map(({ declared, reason }): Diagnostic => {
      const rename = renameHint(declared, taken);
      return {
        code: composeCodes.reservedName,
        severity: 'error',
        component: declared.component,
        message: `${titles[declared.kind]} "${declared.name}" cannot have this name: ${describe(reason, declared)}.`,
        hint: `${rename.slice(0, 1).toUpperCase()}${rename.slice(1)}`,
        location: placeOfName(declared),
      };
    }),
    prismaPlaces: found.map(({ declared }) => placeOfName(declared)),
  };
}

const titles = {
  model: 'Model',
  view: 'View',
  enum: 'Enum',
  type: 'Type',
  generator: 'Generator',
  datasource: 'Datasource',
} as const;

/** Undefined for a name that is not reserved. */
export function reasonFor({ name, kind }: Declared): ReservedReason | undefined {
  const hasAccessor = kind === 'model' || kind === 'view';
  if (prismaReserved.has(name)) return 'prisma';
  if (breaksClient(name, kind)) return 'broken';
  return hasAccessor && reservedAccessors.has(accessorOf(name)) ? 'service' : undefined;
}

function describe(reason: ReservedReason, { name }: Declared): string {
  switch (reason) {
    case 'prisma':
      return 'Prisma keeps it for itself';
    case 'broken':
      return 'the generated client would not work with it';
    case 'service':
      return `prisma.${accessorOf(name)} is a method of the platform`;
  }
}
