import { poll, type Polled } from './poll.ts';
import { runToEnd, type RunningSetUp } from './running-set-up.ts';
import { type SchemaEdit } from './schema-edits.ts';
import { type SetUp } from './set-up.ts';

export interface SchemaSave extends Polled {
  /** The set-up did not show the field by itself and was stopped and started. */
  readonly restarted: boolean;
}

export interface SchemaSaveOptions {
  readonly url: string;
  readonly edit: SchemaEdit;
  readonly size: number;
  readonly ended: () => boolean;
  readonly restart: () => Promise<RunningSetUp>;
  readonly save: () => void;
}

const restartLimitMs = 240_000;

/**
 * Saves a schema, runs at once what the set-up needs, and asks the database for the new field until it answers.
 * A set-up that never shows it, or dies, is stopped and started as a developer would; the time is then that of the
 * command and the new start, without the time it takes a person to notice.
 */
export async function saveSchema(
  setUp: SetUp,
  { url, edit, size, ended, restart, save }: SchemaSaveOptions,
): Promise<SchemaSave> {
  const address = `${url}/${edit.component}/knows/${edit.field}`;
  const knows = (body: unknown): boolean =>
    typeof body === 'object' && body !== null && 'known' in body && body.known === true;
  const since = performance.now();
  save();
  let commandMs = 0;
  const command =
    setUp.afterSchemaEdit &&
    runToEnd(setUp, setUp.afterSchemaEdit).then((code) => {
      commandMs = performance.now() - since;
      if (code !== 0) throw new Error(`${setUp.name}: the command after a schema edit ended with ${code}.`);
    });
  const [polled] = await Promise.all([
    poll(address, knows, { since, limitMs: 30_000 + size * 400, giveUp: ended }),
    command,
  ]);
  if (polled.found) return { ...polled, restarted: false };
  const restartedAt = performance.now();
  const again = await restart();
  const second = await poll(address, knows, {
    since: restartedAt,
    limitMs: restartLimitMs,
    giveUp: again.ended,
  });
  if (!second.found) throw new Error(`${setUp.name} did not come up again:\n${again.tail()}`);
  return { ...polled, ms: commandMs + second.ms, found: true, restarted: true };
}
