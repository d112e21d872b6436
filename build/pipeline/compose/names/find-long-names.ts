import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { composeCodes } from '../compose-codes.ts';
import { type Field } from '../../../prisma-language/read-declarations.ts';
import {
  type DatabaseName,
  labelOf,
  type NamedThing,
  placeOf,
  prismaPlaces,
} from '../../../model/names/database-name.ts';
import { literalArgument, placeAt } from '../../../model/names/declared.ts';
import { type Declared } from '../../../model/scanned-source.ts';
import { columnName } from '../../../model/names/list-constraint-names.ts';
import { type NameProblems } from './name-problem.ts';
import { cutToBytes, fitsInto, longestName } from '../../../postgres/names/fit-name.ts';

/**
 * Names PostgreSQL would cut at 63 bytes, or refuse: tables, enum types and their values, columns, and given names of
 * indexes and constraints (Prisma shortens those it derives). The hint is the name the database has already, so that
 * nothing moves.
 */
export function findLongNames(
  declarations: readonly Declared[],
  names: readonly DatabaseName[],
): NameProblems {
  const blocks = new Set(declarations.filter(({ kind }) => kind !== 'enum').map(({ name }) => name));
  const long = names.filter(
    ({ name, isExplicit, rename }) => isLong(name) && (isExplicit || rename === 'blockMap'),
  );
  const crashing = names.filter(({ uncut, thing }) => uncut && thing === 'table' && crashesPrisma(uncut));
  return {
    diagnostics: [
      ...long.map(describeName),
      ...crashing.map(describeCrash),
      ...declarations.flatMap((owner) =>
        owner.kind === 'type'
          ? []
          : longColumns(owner)
              .filter(({ type }) => type === undefined || !blocks.has(type))
              .map((field) => describeField(owner, field)),
      ),
    ],
    prismaPlaces: long.filter(({ rename }) => rename === 'attributeMap').flatMap(prismaPlaces),
  };
}

/** True for a name PostgreSQL would cut. */
export function isLong(name: string): boolean {
  return !fitsInto(longestName, name);
}

/** A field whose type is a model has no column; that is for the caller to know. */
function longColumns({ fields }: Declared): Field[] {
  return fields.filter((field) => isLong(columnName(field)));
}

function describeLong(
  title: string,
  name: string,
  about: Pick<Diagnostic, 'component' | 'hint' | 'location'>,
): Diagnostic {
  const bytes = Buffer.byteLength(name);
  const message = `${title} "${name}" is ${bytes} bytes long in UTF-8; PostgreSQL takes ${longestName}.`;
  return { code: composeCodes.nameTooLong, severity: 'error', message, ...about };
}

const titles: Record<NamedThing, string> = {
  table: 'Table name',
  enum: 'Enum type name',
  index: 'Index name',
  primaryKey: 'Index name',
  foreignKey: 'Constraint name',
};

function describeName(long: DatabaseName): Diagnostic {
  const short = cutToBytes(long.name, longestName);
  const write = long.rename === 'blockMap' ? `@@map("${short}")` : `map: "${short}"`;
  return describeLong(titles[long.thing], long.name, {
    component: long.owner.component,
    hint: `Write ${write} in ${long.rename === 'blockMap' ? '' : 'the '}${labelOf(long)}.`,
    location: placeOf(long),
  });
}

/** A column, or a value of an enum. */
function describeField(owner: Declared, field: Field): Diagnostic {
  const name = columnName(field);
  const mapped = literalArgument(
    field.attributes.find((attribute) => attribute.name === 'map'),
    'name',
    { positional: true },
  );
  return describeLong(owner.kind === 'enum' ? 'Enum value' : 'Column name', name, {
    component: owner.component,
    hint: `Write @map("${cutToBytes(name, longestName)}") on "${field.name}".`,
    location: placeAt(owner, mapped?.offset ?? field.offset, mapped?.length ?? field.name.length),
  });
}

/**
 * Where Prisma cuts the names of a relation's table, foreign keys, and key and index. It counts bytes: a cut inside a
 * character ends `migrate` with a panic (7.10.0).
 */
const relationCuts = [longestName, longestName - '_A_fkey'.length, longestName - '_AB_pkey'.length];

function crashesPrisma(name: string): boolean {
  const bytes = Buffer.byteLength(name);
  return relationCuts.some((cut) => bytes > cut && Buffer.byteLength(cutToBytes(name, cut)) !== cut);
}

function describeCrash(table: DatabaseName): Diagnostic {
  const { owner, uncut = '' } = table;
  const short = cutToBytes(uncut, Math.min(...relationCuts)).slice(1);
  return {
    code: composeCodes.nameTooLong,
    severity: 'error',
    component: owner.component,
    message: `Table name "${uncut}" is ${Buffer.byteLength(uncut)} bytes long in UTF-8; Prisma crashes when it shortens the names of this table's constraints.`,
    hint: `Write @relation("${short}") on both fields of the ${labelOf(table)}.`,
    location: placeOf(table),
  };
}
