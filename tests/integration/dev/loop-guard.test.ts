import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const guard = new URL('../../../build/shells/dev/loop-guard.js', import.meta.url).href;

/** A program whose start hangs as `looping` says, and that serves on afterwards. */
const program = (looping: string): string => `
  import { AsyncLocalStorage } from 'node:async_hooks';
  import { channel, subscribe } from 'node:diagnostics_channel';
  import { setTimeout as delay } from 'node:timers/promises';
  const store = new AsyncLocalStorage();
  await store.run('before', () => delay(1));
  const found = new Promise((resolve) => subscribe('tessera:loop-found', resolve));
  channel('tessera:starting').publish(true);
  void (async () => { await delay(1); ${looping} })();
  await found;
  channel('tessera:starting').publish(false);
  const seen = [store.getStore(), await store.run('after', async () => { await delay(1); return store.getStore(); })];
  await delay(1);
  console.log(JSON.stringify([...seen, store.getStore()]));
  process.exit();
`;

describe('the loop guard', () => {
  it.each([
    ['after an await', 'for (;;);'],
    ['in a timer', 'setTimeout(() => { for (;;); }, 1);'],
    ['in a tick', 'process.nextTick(() => { for (;;); });'],
  ])('ends an endless loop %s, and what is ambient holds afterwards', async (_, looping) => {
    const { stdout, stderr } = await run(
      process.execPath,
      ['--import', guard, '--input-type=module', '--eval', program(looping)],
      { env: { ...process.env, TESSERA_LOOP_LIMIT: '0.2' }, timeout: 30_000 },
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([null, 'after', null]);
  });
});
