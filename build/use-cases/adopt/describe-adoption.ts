import { type Outcome, knownOf } from '../../diagnostics/outcome.ts';
import { type AdoptionReport } from './adoption.ts';
import { type UndoReport } from './undo-adoption.ts';

/** The report for people: what is there, what is proved, and what was or would be written. */
export function describeAdoption(outcome: Outcome<AdoptionReport>, dryRun: boolean): string[] {
  const report = knownOf(outcome);
  if (!report) return ['nothing was written'];
  return [
    ...describeApplication(report),
    ...describeProof(report),
    ...describeSteps(report, outcome, dryRun),
  ];
}

function describeApplication({ application }: AdoptionReport): string[] {
  if (!application) return [];
  const { name, versions, modules, schema, migrationsDir, migrations, generators, models } = application;
  const known = Object.entries({
    Nest: versions.nest,
    Prisma: versions.prisma,
    TypeScript: versions.typescript,
  });
  const words = known.flatMap(([what, range]) => (range === undefined ? [] : [`${what} ${range}`]));
  return [
    `application ${name ?? '(no package.json)'}: ${[...words, modules].join(', ')}`,
    `  schema        ${schema} (${String(models)} ${models === 1 ? 'model' : 'models'})`,
    `  migrations    ${migrationsDir} (${String(migrations.length)})`,
    `  database      ${application.databaseUrlFrom}, from the environment or ${application.envFile}`,
    ...(generators.length > 0
      ? [`  stays yours   ${generators.map((one) => `generator ${one.name} (${one.provider})`).join(', ')}`]
      : []),
    ...(application.prismaConfig === undefined ? [] : [`  stays yours   ${application.prismaConfig}`]),
  ];
}

function describeProof({ unseen, database }: AdoptionReport): string[] {
  if (!unseen) return [];
  const kept = Object.entries(unseen).map(([kind, names]) => `${String(names.length)} ${kind}`);
  const lines = [
    'proved: the migrations, replayed on an empty database, build the schema',
    ...(kept.length > 0 ? [`  only the migrations know, and keep: ${kept.join(', ')}`] : []),
  ];
  if (!database) return lines;
  const { from, state, pending, unrecorded } = database;
  if (state === 'empty')
    return [...lines, `  the database in ${from} is empty: \`prisma migrate deploy\` makes it`];
  if (state === 'different') return lines;
  const waiting = pending.length === 0 ? '' : `, ${String(pending.length)} pending`;
  const unmarked = unrecorded.length === 0 ? '' : `, ${String(unrecorded.length)} not marked as applied`;
  return [...lines, `proved: the database in ${from} is what the migrations build${waiting}${unmarked}`];
}

function describeSteps(
  { wouldWrite, done, marked, database }: AdoptionReport,
  outcome: Outcome<AdoptionReport>,
  dryRun: boolean,
): string[] {
  if (!done) {
    if (outcome.kind !== 'done' || !dryRun) return ['nothing was written'];
    const unrecorded = database?.unrecorded ?? [];
    return [
      ...wouldWrite.map((file) => `would write ${file}`),
      ...(unrecorded.length > 0
        ? [
            `would mark ${String(unrecorded.length)} migrations as applied, with --database-url-from ${database?.from ?? ''}`,
          ]
        : []),
      'no file of the application is changed; `tessera adopt` does it, `tessera adopt --undo` takes it back',
    ];
  }
  return [
    ...wouldWrite.map((file) => `wrote ${file}`),
    ...(marked ? [`marked ${String(marked.length)} migrations as applied`] : []),
    'adopted: go on with `tessera migrate check`, or take it back with `tessera adopt --undo`',
  ];
}

/** What was taken back. */
export function describeUndo(outcome: Outcome<UndoReport>): string[] {
  if (outcome.kind !== 'done' && outcome.kind !== 'partly') return ['nothing was taken back'];
  const { removed, unmarked } = outcome.value;
  return [
    ...removed.map((file) => `removed ${file}`),
    ...(unmarked.length > 0 ? [`took back the marks of ${String(unmarked.length)} migrations`] : []),
  ];
}
