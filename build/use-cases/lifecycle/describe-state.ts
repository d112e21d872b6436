import { type Outcome } from '../../diagnostics/outcome.ts';
import { type StateChangeReport } from './change-state.ts';
import { section } from '../../diagnostics/section.ts';

/** How a decision ended, for people. */
export function describeState(outcome: Outcome<StateChangeReport>): string[] {
  if (outcome.kind !== 'done' && outcome.kind !== 'partly') return ['nothing was changed'];
  return describeChange(outcome.value);
}

function describeChange(change: StateChangeReport): string[] {
  const { component, from, to, changed, removed, plan } = change;
  if (from === to) return [`${component} is ${to} already`];
  return [
    `${component}: ${from} -> ${to}`,
    ...consequences(change).map((line) => `  ${line}`),
    ...section(
      'changed',
      [...changed, ...removed].map((file) => [file]),
    ),
    ...(plan === undefined ? [] : describePlan(plan)),
  ];
}

function consequences({ component, from, to, tables, enums }: StateChangeReport): string[] {
  const owned = [...tables.map((name) => `table ${name}`), ...enums.map((name) => `type ${name}`)];
  switch (to) {
    case 'disabled':
      return ['it is not mounted; its models stay in the schema and the client, its rows where they are'];
    case 'retired':
      return [
        ...(owned.length === 0
          ? ['it owns nothing in the database']
          : [`stays in the database: ${owned.join(', ')}`]),
        'its folder may go now; the code in it no longer finds its models in the client',
        `tessera component restore ${component} brings it back`,
      ];
    case 'enabled':
      return from === 'purged' ? ['it begins anew: its tables are gone'] : ['it is mounted'];
    case 'purged':
      return [];
  }
}

function describePlan(plan: string): string[] {
  if (plan === '') return ['', 'its schema is what its tables are: there is nothing to migrate'];
  return [
    '',
    'the next migration (npx prisma migrate dev) would be',
    ...plan
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`.trimEnd()),
  ];
}
