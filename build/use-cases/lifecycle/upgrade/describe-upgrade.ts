import { knownOf, type Outcome } from '../../../diagnostics/outcome.ts';
import { type UpgradeReport } from './upgrade-component.ts';

/** The verdict and what it rests on, for people. */
export function describeUpgrade(outcome: Outcome<UpgradeReport>): string[] {
  const known = knownOf(outcome);
  return [...(known ? describeRehearsal(known) : []), describeEnd(outcome)];
}

function describeRehearsal({ component, from, rehearsal, go }: UpgradeReport): string[] {
  if (!rehearsal) return [];
  const { version, permissions, plan, clone, tested } = rehearsal;
  const copied = { template: 'a copy', rows: 'its migrations replayed and its rows copied' } as const;
  return [
    `${component}: ${from ?? '?'} -> ${version ?? '?'}`,
    ...permissions.added.map(
      ({ name, description }) => `  asks for a new permission: ${name} (${description})`,
    ),
    ...permissions.removed.map((name) => `  has no such permission any more: ${name}`),
    ...(plan === undefined
      ? []
      : plan === ''
        ? ['  no migration is needed']
        : ['  migration', ...indent(plan)]),
    ...(clone ? [`  applied to ${copied[clone.madeBy]} of the database, ${clone.rows} rows`] : []),
    ...(tested.length > 0 ? [`  tests run: ${tested.join(', ')}`] : []),
    ...(go ? ['go'] : []),
  ];
}

function describeEnd(outcome: Outcome<UpgradeReport>): string {
  switch (outcome.kind) {
    case 'done': {
      const { done, migration } = outcome.value;
      if (!done) return 'rehearsed only';
      return `carried out${migration === undefined ? '' : `; ${migration} was applied`}`;
    }
    case 'partly': {
      const { migration } = outcome.value;
      const written = migration === undefined ? '' : `; ${migration} was written and is not applied`;
      return `begun, not carried out as a whole${written}`;
    }
    case 'refused':
    case 'environment':
      return outcome.found?.rehearsal && !outcome.found.go
        ? 'no-go: nothing was changed'
        : 'nothing was changed';
  }
}

function indent(sql: string): string[] {
  return sql
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`.trimEnd());
}

/** What programs get of it. */
export function upgradeJson({ rehearsal, ...report }: UpgradeReport): object {
  if (!rehearsal) return report;
  const { version, permissions, plan, clone, tested } = rehearsal;
  return {
    ...report,
    to: version ?? null,
    permissions,
    plan: plan ?? null,
    clone: clone ? { madeBy: clone.madeBy, rows: clone.rows } : null,
    tested,
  };
}
