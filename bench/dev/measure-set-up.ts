import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../server-process.ts';
import { componentName } from '../synthetic-project.ts';
import { controllerText, serviceText } from './component-files.ts';
import { poll, type Polled } from './poll.ts';
import { type RunningSetUp, startSetUp } from './running-set-up.ts';
import { type SchemaEdit, withField } from './schema-edits.ts';
import { saveSchema, type SchemaSave } from './save-schema.ts';
import { type SetUp, sourceFile } from './set-up.ts';

/** Everything measured on one set-up. */
export interface Measured {
  readonly coldMs: number;
  readonly memoryMiB: number;
  /** The most that a type checker beside the loop held after an edit. */
  readonly checkerMiB: number;
  readonly codeEdits: readonly Polled[];
  readonly schemaEdits: readonly SchemaSave[];
}

export interface Edits {
  readonly size: number;
  readonly codeEdits: number;
  readonly schemaEdits: readonly SchemaEdit[];
}

const coldLimitMs = 240_000;
const codeLimitMs = 60_000;

/**
 * Starts a set-up cold, edits code, edits schemas, stops it.
 * @throws Error with the last lines of its output when it does not come up
 */
export async function measureSetUp(setUp: SetUp, edits: Edits): Promise<Measured> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  for (const folder of setUp.output) rmSync(join(setUp.directory, folder), { recursive: true, force: true });
  let running = startSetUp(setUp, port);
  const start = async (since: number): Promise<Polled> => {
    const polled = await poll(`${url}/${componentName(0)}`, () => true, {
      since,
      limitMs: coldLimitMs,
      giveUp: running.ended,
    });
    if (!polled.found) throw new Error(`${setUp.name} did not come up:\n${running.tail()}`);
    return polled;
  };
  const restart = async (): Promise<RunningSetUp> => {
    await running.stop();
    running = startSetUp(setUp, port);
    return running;
  };
  try {
    const { ms: coldMs } = await start(performance.now());
    await settle(edits.size);
    const codeEdits: Polled[] = [];
    for (let edit = 0; edit < edits.codeEdits; edit += 1) {
      codeEdits.push(await editCode(setUp, url, edit, edits));
      if (edit < edits.codeEdits - 1) await settle(edits.size);
    }
    const checkerMiB = await watchChecker(running, settle(edits.size));
    // At rest: what a type checker needs for a moment is not what lies there all day.
    await settle(edits.size * 2);
    await settle(edits.size * 2);
    const memoryMiB = running.memory().ownMiB;
    const schemaEdits: SchemaSave[] = [];
    for (const edit of edits.schemaEdits) {
      const file = join(setUp.directory, setUp.schemaFile(edit.component));
      const text = withField(readFileSync(file, 'utf8'), edit.field);
      schemaEdits.push(
        await saveSchema(setUp, {
          url,
          edit,
          size: edits.size,
          ended: () => running.ended(),
          restart,
          save: () => {
            writeFileSync(file, text);
          },
        }),
      );
      await settle(edits.size);
    }
    return { coldMs, memoryMiB, checkerMiB, codeEdits, schemaEdits };
  } finally {
    await running.stop();
  }
}

/** Controllers and services take turns; each edit is in another component. */
async function editCode(
  setUp: SetUp,
  url: string,
  edit: number,
  { size, codeEdits }: Edits,
): Promise<Polled> {
  const component = componentName(Math.floor((edit * size) / codeEdits) % size);
  const version = edit + 1;
  const label = `edit ${version}`;
  const inController = edit % 2 === 0;
  const text = inController
    ? controllerText(component, setUp.dialect, { version })
    : serviceText(component, setUp.dialect, { label });
  const file = sourceFile(setUp, component, inController ? 'controller' : 'service');
  const since = performance.now();
  writeFileSync(file, text);
  const shows = (body: unknown): boolean =>
    typeof body === 'object' &&
    body !== null &&
    (inController ? 'version' in body && body.version === version : 'label' in body && body.label === label);
  return poll(`${url}/${component}`, shows, { since, limitMs: codeLimitMs });
}

/** Looks now and then, when no edit is measured: each look is a process. */
async function watchChecker(running: RunningSetUp, until: Promise<void>): Promise<number> {
  let most = 0;
  const looking = setInterval(() => {
    most = Math.max(most, running.memory().checkerMiB);
  }, 150);
  await until;
  clearInterval(looking);
  return most;
}

/** Time for what a set-up does after it serves (type checks, garbage collection), so that edits do not overlap. */
function settle(size: number): Promise<void> {
  return wait(Math.max(1500, size * 15));
}
