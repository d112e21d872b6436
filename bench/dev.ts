// npm run bench:dev: from a save to the first answer that shows it, ours beside the set-ups people use.
import { rm } from 'node:fs/promises';
import { installPeers } from './dev/install-peers.ts';
import { measureSetUp } from './dev/measure-set-up.ts';
import { prepareRival } from './dev/prepare-rival.ts';
import { prepareTessera } from './dev/prepare-tessera.ts';
import { readOptions } from './dev/read-options.ts';
import { everyEdit, type Outcome, ratios, summary } from './dev/report.ts';
import { type Rival } from './dev/rivals.ts';
import { schemaEdits } from './dev/schema-edits.ts';
import { type SetUp } from './dev/set-up.ts';
import { printTable, saveResults } from './measurements.ts';

// What was started ends with the benchmark, however that ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

const options = readOptions();
const peers = options.rivals.length === 0 ? '' : installPeers();
const outcomes: Outcome[] = [];
for (const size of options.sizes) {
  await measureSize(size);
  // Hours of measuring are not lost with the last of them.
  await saveResults(options.results, {
    summary: summary(outcomes),
    ratios: ratios(outcomes),
    edits: everyEdit(outcomes),
  });
}
printTable('From the save to the first answer that shows it (ms, medians)', summary(outcomes));
printTable('Tessera divided by each rival; below 1 Tessera is faster or smaller', ratios(outcomes));

async function measureSize(size: number): Promise<void> {
  const edits = schemaEdits(size, options.schemaEdits);
  const measure = async (setUp: SetUp): Promise<void> => {
    outcomes.push(
      await outcomeOf(setUp, size, () =>
        measureSetUp(setUp, { size, codeEdits: options.codeEdits, schemaEdits: edits }),
      ),
    );
    const last = summary(outcomes.slice(-1))[0];
    console.log(
      Object.entries(last ?? {})
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    );
  };
  const tessera = await prepareTessera(size, edits);
  try {
    await measure(tessera.setUp);
    if (options.rivals.length === 0) return;
    const databaseUrl = tessera.startDatabase();
    try {
      for (const rival of options.rivals) await measureRival(rival, size, databaseUrl, measure);
    } finally {
      tessera.stopDatabase();
    }
  } finally {
    await tessera.remove();
  }
}

async function measureRival(
  rival: Rival,
  size: number,
  databaseUrl: string,
  measure: (setUp: SetUp) => Promise<void>,
): Promise<void> {
  const setUp = await prepareRival(rival, size, peers, databaseUrl);
  try {
    await measure(setUp);
  } finally {
    await rm(setUp.directory, { recursive: true, force: true });
  }
}

/** One set-up that breaks must not cost the figures of the others. */
async function outcomeOf(
  { name, directory }: SetUp,
  components: number,
  measure: () => Promise<Outcome['measured']>,
): Promise<Outcome> {
  try {
    const measured = await measure();
    return { setUp: name, components, ...(measured === undefined ? {} : { measured }) };
  } catch (cause) {
    const error = String(cause).replaceAll(directory, '.');
    console.error(error);
    return { setUp: name, components, error };
  }
}
