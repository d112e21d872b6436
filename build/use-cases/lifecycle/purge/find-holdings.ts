import { type LockEntry } from '../../../pipeline/lock/lock-file.ts';
import { inSnapshot } from '../in-snapshot.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import {
  writtenColumns,
  dependants,
  enumValues,
  enumsNamed,
  partitionKey,
  partitionsOf,
  relationsNamed,
} from './holding-queries.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';

/** A table of a component as it is in the database. */
export interface HeldTable {
  /** As the lock has it. */
  readonly known: string;
  readonly schema: string;
  readonly name: string;
  /** Those with a value of their own: generated ones are not copied. */
  readonly columns: readonly string[];
  /** Those of its partitions, too. */
  readonly rows: number;
  /** Of a table that has any: how it is divided, and the partitions at every depth, each after the one it is a part of. */
  readonly partitioning?: { readonly by: string; readonly partitions: readonly Partition[] };
}

/** A part of a table, with the table's columns. */
export interface Partition {
  readonly schema: string;
  readonly name: string;
  /** `PARTITION OF … FOR VALUES …`, and how it is divided itself; names are quoted. */
  readonly definition: string;
  /** It has rows of its own; those that are divided have none. */
  readonly isLeaf: boolean;
}

export interface HeldType {
  readonly known: string;
  readonly schema: string;
  readonly name: string;
  readonly values: readonly string[];
}

/** What is not of the component and would break, in words: `key "x" of table "y" refers to table "z"`. */
export interface Holdings {
  readonly tables: readonly HeldTable[];
  readonly enums: readonly HeldType[];
  readonly usedBy: readonly string[];
}

interface Found {
  readonly known: string;
  readonly schema: string;
  readonly name: string;
  /** As PostgreSQL writes it: too large for a number of four bytes. */
  readonly oid: string;
}

/**
 * What a component has in the database, and what of others stands on it. Read in one snapshot.
 *
 * @param schemas where names without a schema may be, the likeliest first
 */
export async function findHoldings(
  session: Session,
  { tables, enums }: Pick<LockEntry, 'tables' | 'enums'>,
  schemas: readonly string[],
): Promise<Holdings> {
  return inSnapshot(session, 'READ ONLY', async (client) => {
    const ask = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
      (await client.query<Row>(sql, [...values])).rows;
    const relations = await locate(tables, schemas, (names) => ask(relationsNamed, [names]));
    const types = await locate(enums, schemas, (names) => ask(enumsNamed, [names]));
    const partitions = await ask<Partition & { readonly oid: string; readonly root: string }>(partitionsOf, [
      relations.map(({ oid }) => oid),
    ]);
    const own = [...relations, ...partitions].map(({ oid }) => oid);
    const held: HeldTable[] = [];
    for (const { known, schema, name, oid } of relations) {
      const columns = await ask<{ name: string }>(writtenColumns, [oid]);
      const [count] = await ask<{ rows: number }>(
        `SELECT count(*)::float8 AS rows FROM ${quoteIdentifier(schema)}.${quoteIdentifier(name)}`,
      );
      const [divided] = await ask<{ by: string }>(partitionKey, [oid]);
      held.push({
        known,
        schema,
        name,
        columns: columns.map((one) => one.name),
        rows: count?.rows ?? 0,
        ...(divided && {
          partitioning: {
            by: divided.by,
            partitions: partitions
              .filter(({ root }) => root === oid)
              .map((one) => ({
                schema: one.schema,
                name: one.name,
                definition: one.definition,
                isLeaf: one.isLeaf,
              })),
          },
        }),
      });
    }
    const values = await ask<{ oid: string; values: string[] }>(enumValues, [types.map(({ oid }) => oid)]);
    const usedBy = await ask<{ what: string }>(dependants, [own, types.map(({ oid }) => oid)]);
    return {
      tables: held,
      enums: types.map(({ known, schema, name, oid }) => ({
        known,
        schema,
        name,
        values: values.find((one) => one.oid === oid)?.values ?? [],
      })),
      usedBy: usedBy.map(({ what }) => what),
    };
  });
}

/** The first of the places a name may mean that is there. */
async function locate(
  names: readonly string[],
  schemas: readonly string[],
  ask: (full: readonly string[]) => Promise<Omit<Found, 'known'>[]>,
): Promise<Found[]> {
  const places = names.map((known) => ({
    known,
    full: [...(known.includes('.') ? [known] : []), ...schemas.map((schema) => `${schema}.${known}`)],
  }));
  const found = await ask(places.flatMap(({ full }) => full));
  return places.flatMap(({ known, full }) => {
    const first = full
      .map((one) => found.find(({ schema, name }) => `${schema}.${name}` === one))
      .find((one) => one !== undefined);
    return first ? [{ ...first, known }] : [];
  });
}
