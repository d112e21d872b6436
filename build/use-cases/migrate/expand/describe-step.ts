import { knownOf, type Outcome } from '../../../diagnostics/outcome.ts';
import { type MigrationFolder } from './make-folders.ts';
import { type StepReport } from './step-report.ts';

/** The end of expand or contract for programs. */
export function stepJson({
  files = [],
  changes = [],
  migrations = [],
  backfills = [],
  removed = [],
}: Partial<StepReport> = {}): object {
  return {
    changes,
    migrations: migrations.map(({ id, files: list }) => ({ id, sql: sqlOf({ id, files: list }) })),
    backfills,
    files,
    removed,
  };
}

/** The same for people, and what to do next. */
export function describeStep(step: 'expand' | 'contract', outcome: Outcome<StepReport>): string[] {
  const result = knownOf(outcome);
  switch (result?.kind) {
    case undefined:
    case 'asked':
      return ['nothing was written'];
    case 'nothing':
      return ['no change here needs steps: npx prisma migrate dev'];
    case 'finished':
      return [...result.files.map((file) => `wrote ${file}`), 'the last step was not whole; now it is'];
    case 'dry-run':
      return [
        ...result.files.map((file) => `would write ${file}`),
        ...(result.migrations ?? []).flatMap((one) => ['', `-- ${one.id}`, sqlOf(one).trim()]),
      ];
    case 'written':
      return [
        ...result.files.map((file) => `wrote ${file}`),
        ...(result.removed ?? []).map((file) => `removed ${file}`),
        ...(step === 'expand'
          ? nextSteps(result)
          : ['next: npx prisma migrate dev here, npx prisma migrate deploy where it runs']),
      ];
  }
}

function nextSteps({ backfills = [] }: StepReport): string[] {
  const fill = backfills.map((name) => `tessera migrate backfill ${name}`);
  return [
    `next: ${['npx prisma migrate deploy', ...fill, 'roll out the next version', 'tessera migrate contract'].join(', then ')}`,
  ];
}

function sqlOf({ files }: MigrationFolder): string {
  return files.find(([name]) => name === 'migration.sql')?.[1] ?? '';
}
