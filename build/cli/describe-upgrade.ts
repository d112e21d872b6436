import { type UpgradeReport } from './upgrade-component.ts';

/** The verdict and what it rests on, for people. */
export function describeUpgrade({
  component,
  from,
  rehearsal,
  go,
  done,
  migration,
}: UpgradeReport): string[] {
  if (!rehearsal) return ['nothing was changed'];
  const { version, plan, clone, tested } = rehearsal;
  const copied = { template: 'a copy', rows: 'its migrations replayed and its rows copied' } as const;
  return [
    `${component}: ${from ?? '?'} -> ${version ?? '?'}`,
    ...(plan === undefined
      ? []
      : plan === ''
        ? ['  no migration is needed']
        : ['  migration', ...indent(plan)]),
    ...(clone ? [`  applied to ${copied[clone.madeBy]} of the database, ${clone.rows} rows`] : []),
    ...(tested.length > 0 ? [`  tests run: ${tested.join(', ')}`] : []),
    go ? 'go' : 'no-go: nothing was changed',
    ...(done
      ? [`carried out${migration === undefined ? '' : `; ${migration} was applied`}`]
      : go
        ? ['rehearsed only']
        : []),
  ];
}

function indent(sql: string): string[] {
  return sql
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`.trimEnd());
}
