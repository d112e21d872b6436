import path from 'node:path';
import { type Outcome } from '../../../diagnostics/outcome.ts';
import { type Holdings } from './find-holdings.ts';
import { type PurgeReport } from './purge-component.ts';
import { section } from '../../../diagnostics/section.ts';

/** Everything that would go. */
export function describeHoldings(
  name: string,
  version: string,
  { tables, enums, usedBy }: Holdings,
): string[] {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    `${name} ${version} has ${count(tables.length, 'table')} with ${count(rows, 'row')} and ${count(enums.length, 'enum type')}`,
    ...section(
      'tables',
      tables.map((table) => [table.known, count(table.rows, 'row'), table.columns.join(', ')]),
    ),
    ...section(
      'enum types',
      enums.map((type) => [type.known, type.values.join(', ')]),
    ),
    ...section(
      'others that stand on them',
      usedBy.map((what) => [what]),
    ),
    '',
  ];
}

/** How it ended. */
export function describePurge(outcome: Outcome<PurgeReport>, projectDir: string): string[] {
  switch (outcome.kind) {
    case 'refused':
    case 'environment':
      return ['nothing was changed'];
    case 'partly':
      return [`${outcome.value.component} is not purged yet`, ...describeMade(outcome.value, projectDir)];
    case 'done':
      return describeDone(outcome.value, projectDir);
  }
}

function describeDone(report: PurgeReport, projectDir: string): string[] {
  const { component, backup, migration } = report;
  if (!migration) return [`${component} is purged already, or had nothing in the database`];
  return [
    `${component}: retired -> purged`,
    ...(backup ? [] : ['  a purge that was interrupted is finished']),
    ...describeMade(report, projectDir),
    '  nothing is dropped yet: look at it, then npx prisma migrate deploy',
  ];
}

function describeMade({ backup, migration }: PurgeReport, projectDir: string): string[] {
  const file = (absolute: string): string => path.relative(projectDir, absolute) || absolute;
  return [
    ...(backup
      ? [`  backup of ${count(backup.rows, 'row')}: ${file(backup.dir)} (restore.sql brings it back)`]
      : []),
    ...(backup?.note === undefined ? [] : [`  without tables.dump: ${backup.note}`]),
    ...(migration === undefined ? [] : [`  migration: ${migration}`]),
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** What programs get of it. */
export function purgeJson(report: PurgeReport): object {
  const { plan, ...rest } = report;
  return { ...rest, ...plan?.holdings, sql: plan?.sql ?? null };
}
