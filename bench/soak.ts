// npm run bench:soak: hundreds of saves in a row, some of them broken, and what is left behind in the process of the
// application and in the development host. Exits with 1 when something is.
import { mkdirSync, readdirSync, readlinkSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask } from './dev/poll.ts';
import { prepareTessera } from './dev/prepare-tessera.ts';
import { componentName } from './synthetic-project.ts';
import { median, printTable, type Row, rounded, saveResults } from './measurements.ts';
import { freePort } from './server-process.ts';
import { z } from 'zod';
import { Facts, factsModule } from './soak/facts-component.ts';
import { soakEdit, soakField } from './soak/soak-edits.ts';
import { watchLoop } from './soak/watched-loop.ts';

const { values } = parseArgs({
  options: { edits: { type: 'string', default: '500' }, size: { type: 'string', default: '10' } },
});
const [edits, size] = [Number(values.edits), Number(values.size)];
/** Caches fill during the first saves; what grows after them grows for ever. */
const settled = 50;
const allowedGrowth = 0.1;
/** Between two samples of the heap; ten of them span the close of an application. */
const sampleMs = 200;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
const tessera = await prepareTessera(size, [{ component: componentName(0), field: soakField }]);
const { setUp } = tessera;
const facts = join(setUp.directory, 'src/components/facts/facts.module.ts');
mkdirSync(dirname(facts), { recursive: true });
writeFileSync(facts, factsModule);
writeFileSync(join(dirname(facts), 'component.json'), '{ "database": { "raw": true } }\n');

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const loop = watchLoop(setUp, port);
const rows: Row[] = [];
/** How long the code edits since the last look took, by the host's own word. */
let codeEdits: number[] = [];
const Swapped = z.object({ ms: z.object({ total: z.number() }) });
let failedRequests = 0;
let isPolling = true;
try {
  await loop.next('ready');
  const polling = pollAll();
  for (let edit = 0; edit <= edits; edit += 1) {
    if (edit % settled === 0) rows.push(await look(edit));
    if (edit < edits) await save(edit);
  }
  isPolling = false;
  await polling;
} finally {
  await loop.stop();
  await tessera.remove();
}
printTable(`${edits} saves, ${size} components`, rows);
const problems = findProblems();
await saveResults('soak', { saves: rows, problems: problems.map((problem) => ({ problem })) });
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

async function save(edit: number): Promise<void> {
  const { file, text, ending, kind } = soakEdit(setUp, size, edit);
  // The client's types come with a build of their own: what it says of a file that is still broken, or 'unchanged', is
  // no answer to this save.
  const answered = loop.next(ending);
  // At once: half a file would be a save of its own, which a busy machine may see.
  const beside = `${setUp.directory}.write`;
  writeFileSync(beside, text);
  renameSync(beside, file);
  const told = await answered.catch((cause: unknown) => {
    throw new Error(`Save ${edit} (${kind}) was not answered.`, { cause });
  });
  if (kind === 'code') codeEdits.push(Swapped.parse(told).ms.total);
}

/** Asks for a page all the time. */
async function pollAll(): Promise<void> {
  while (isPolling) {
    if (!(await ask(`${url}/${componentName(0)}`)).ok) failedRequests += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function askFacts(): Promise<Facts> {
  const answer = await ask(`${url}/facts`);
  if (!answer.ok) throw new Error('The application does not say what it holds.');
  return Facts.parse(answer.body);
}

/** The application before is closed beside the one that answers: what it held counts until it is gone. */
async function look(edit: number): Promise<Row> {
  let seen = await askFacts();
  for (let again = 0; again < 10; again += 1) {
    await new Promise((resolve) => setTimeout(resolve, sampleMs));
    const next = await askFacts();
    if (next.heapMiB < seen.heapMiB) seen = next;
  }
  const host = await loop.hostMemory();
  const codeEditMs = codeEdits.length > 0 ? median(codeEdits) : 0;
  codeEdits = [];
  return {
    saves: edit,
    'host heap MiB': rounded(host.heapMiB),
    'host resident MiB': rounded(host.residentMiB),
    'host cpu s': rounded(host.cpuMs / 1000),
    'code edit ms': rounded(codeEditMs),
    pid: seen.pid,
    'heap MiB': rounded(seen.heapMiB),
    'resident MiB': rounded(seen.residentMiB),
    timers: seen.timers,
    listeners: seen.listeners,
    'open files': openFiles(seen.pid),
    connections: seen.connections,
    'failed requests': failedRequests,
    restarts: loop.count('restarting') + loop.count('crashed'),
  };
}

/** Without sockets, which come and go with requests; undefined systems have none to count. */
function openFiles(pid: number): number {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).filter((fd) => {
    try {
      return !readlinkSync(join(folder, fd)).startsWith('socket:');
    } catch {
      return false;
    }
  }).length;
}

function findProblems(): string[] {
  const first = rows.find(({ saves }) => saves === settled) ?? rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return ['Nothing was measured.'];
  const found: string[] = [];
  for (const name of ['heap MiB', 'host heap MiB'] as const) {
    const growth = Number(last[name]) / Number(first[name]) - 1;
    if (growth > allowedGrowth) found.push(`${name}: grew by ${rounded(growth * 100)} %.`);
  }
  for (const name of ['pid', 'listeners', 'open files'] as const) {
    if (last[name] !== first[name]) found.push(`${name}: ${first[name]} before, ${last[name]} after.`);
  }
  for (const name of ['timers', 'connections'] as const) {
    if (Number(last[name]) > Number(first[name]) + 1) {
      found.push(`${name}: ${first[name]} before, ${last[name]} after.`);
    }
  }
  if (failedRequests > 0) found.push(`${failedRequests} requests failed.`);
  return found;
}
