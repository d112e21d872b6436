import { type SplitTable } from '../recognise/change.ts';
import { valueOf } from './row-value.ts';
import { quoteIdentifier } from '../../../../postgres/names/quote-identifier.ts';
import { type SqlNames } from '../../../../postgres/names/sql-names.ts';
import { type StepSql } from './step-sql.ts';
import { dropTrigger, writeTrigger } from './write-function.ts';

/**
 * Each table writes the other, and only where something differs: that ends the echo, whichever table was written first. A row that has nothing
 * in the columns that move gets no second row: the next version makes that itself.
 */
export function splitSql({ table, into, on, columns, fills }: SplitTable, names: SqlNames): StepSql {
  const [first, second] = [names.table(table), names.table(into)];
  const [own, other] = [quoteIdentifier(table.name), quoteIdentifier(into.name)];
  const list = (row: string, side: 'from' | 'to'): string =>
    columns.map((one) => `${row}.${quoteIdentifier(one[side])}`).join(', ');
  const differs = (a: string, b: string): string => `(${a}) IS DISTINCT FROM (${b})`;
  const hasAny = (row: string): string =>
    columns.map(({ from }) => `${row}.${quoteIdentifier(from)} IS NOT NULL`).join(' OR ');
  const set = (
    value: (column: { readonly from: string; readonly to: string }) => string,
    side: 'from' | 'to',
  ) => columns.map((one) => `${quoteIdentifier(one[side])} = ${value(one)}`).join(', ');
  const match = (a: string, b: string): string =>
    on.map((one) => `${a}.${quoteIdentifier(one.to)} = ${b}.${quoteIdentifier(one.from)}`).join(' AND ');
  const target = [
    ...on.map(({ to }) => to),
    ...columns.map(({ to }) => to),
    ...fills.map(({ column }) => column),
  ];
  const values = (row: string): string =>
    [
      ...on.map(({ from }) => `${row}.${quoteIdentifier(from)}`),
      ...columns.map(({ from }) => `${row}.${quoteIdentifier(from)}`),
      ...fills.map(({ sql }) => valueOf(sql, table, row)),
    ].join(', ');
  const insert = `INSERT INTO ${second} (${target.map(quoteIdentifier).join(', ')})`;
  const conflict = `ON CONFLICT (${on.map(({ to }) => quoteIdentifier(to)).join(', ')})`;

  const there = `  IF TG_OP = 'UPDATE' THEN
    IF (${list('NEW', 'from')}) IS NOT DISTINCT FROM (${list('OLD', 'from')}) THEN
      RETURN NULL;
    END IF;
  END IF;
  IF ${hasAny('NEW')} THEN
    ${insert}
      VALUES (${values('NEW')})
      ${conflict} DO UPDATE SET ${set(({ to }) => `excluded.${quoteIdentifier(to)}`, 'to')}
      WHERE ${differs(list(other, 'to'), list('excluded', 'to'))};
  ELSE
    UPDATE ${second} SET ${set(() => 'NULL', 'to')} WHERE ${match(other, 'NEW')}
      AND ${differs(list(other, 'to'), list('NEW', 'from'))};
  END IF;
  RETURN NULL;`;
  const clear = `UPDATE ${first} SET ${set(() => 'NULL', 'from')} WHERE ${match('OLD', own)} AND (${hasAny(own)});`;
  const moved = on.map(({ to }) => `NEW.${quoteIdentifier(to)} <> OLD.${quoteIdentifier(to)}`).join(' OR ');
  const back = `  IF TG_OP = 'DELETE' THEN
    ${clear}
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF ${moved} THEN
      ${clear}
    END IF;
  END IF;
  UPDATE ${first} SET ${set(({ to }) => `NEW.${quoteIdentifier(to)}`, 'from')} WHERE ${match('NEW', own)}
    AND ${differs(list(own, 'from'), list('NEW', 'to'))};
  RETURN NULL;`;
  const [toSecond, toFirst] = [
    ['to', into.name],
    ['to', table.name],
  ];
  const isLeft = `(${hasAny(own)}) AND NOT EXISTS (SELECT FROM ${second} WHERE ${match(other, own)})`;
  return {
    expand: [
      ...writeTrigger(table, toSecond, 'AFTER INSERT OR UPDATE', there, names),
      ...writeTrigger(into, toFirst, 'AFTER INSERT OR UPDATE OR DELETE', back, names),
    ],
    fill: {
      table,
      where: hasAny(own),
      sql: `${insert} SELECT ${values('batch')} FROM batch ${conflict} DO NOTHING`,
      never: isLeft,
    },
    finish: [`${insert} SELECT ${values(own)} FROM ${first} WHERE ${isLeft} ${conflict} DO NOTHING;`],
    // The second table first: no version writes the old columns any more, so the other trigger has nothing left to do.
    release: [...dropTrigger(into, toFirst, names), ...dropTrigger(table, toSecond, names)],
  };
}
