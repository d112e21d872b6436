import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AppMessage, type HotUpdate } from '../../../../build/dev/app-messages.ts';
import { type AppProcess } from '../../../../build/dev/app-process.ts';
import { type AppUpdates, createAppUpdates } from '../../../../build/dev/app-updates.ts';
import { type DevEvent } from '../../../../build/dev/dev-event.ts';
import { type BuildResult } from '../../../../build/dev/watch-build.ts';

/** A build whose update carries its hash, so that a test can tell what was sent. */
function build(hash: string): BuildResult {
  const updates: readonly HotUpdate[] = [{ manifest: hash, chunks: {} }];
  const files = ['src/components/crm/crm.service.ts'];
  const times = { ms: 30, composeMs: 2, since: performance.now() };
  return {
    ok: true,
    hash,
    errors: '',
    warnings: '',
    files,
    updates,
    composed: undefined,
    bundle: new Map(),
    ...times,
  };
}

const swapped = (id: number): AppMessage => ({
  kind: 'swapped',
  id,
  modules: [],
  kept: ['database/client'],
  applyMs: 1,
  bootMs: 2,
});
const failure = { message: 'no provider' };
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('createAppUpdates', () => {
  let events: DevEvent[];
  let installed: string[];
  /** What the process was sent: hashes of builds, oldest first. */
  let sent: { id: number; hashes: unknown[] }[];
  let isRunning: boolean;
  let kills: number;
  let writeError: Error | undefined;
  let [underWay, overlapping] = [0, 0];
  let openDatabase: () => void;
  let app: AppProcess;
  let updates: AppUpdates;

  beforeEach(() => {
    [events, installed, sent, isRunning, kills] = [[], [], [], false, 0];
    [writeError, underWay, overlapping] = [undefined, 0, 0];
    app = {
      running: () => isRunning,
      start: async () => {
        if (underWay > 0) overlapping += 1;
        underWay += 1;
        await Promise.resolve();
        isRunning = true;
        underWay -= 1;
      },
      update: (id, list) => sent.push({ id, hashes: list.map(({ manifest }) => manifest) }),
      prepare: () => undefined,
      showProblems: () => undefined,
      close: () => Promise.resolve(),
      kill: () => {
        kills += 1;
      },
    };
    const ready = new Promise<void>((resolve) => (openDatabase = resolve));
    updates = createAppUpdates({
      app,
      ready,
      url: 'http://x',
      projectDir: '/p',
      report: (event) => events.push(event),
      install: ({ hash }) => {
        if (writeError) throw writeError;
        installed.push(hash);
      },
      hangMs: 20,
    });
  });
  afterEach(() => updates.close());

  const names = () => events.map(({ event }) => event);
  async function serve(hash: string): Promise<void> {
    openDatabase();
    void updates.offer(build(hash));
    await settled();
    updates.onMessage({ kind: 'serving', bootMs: 1 });
  }
  async function exit(cause: string): Promise<void> {
    isRunning = false;
    updates.onExit(cause);
    const restarts = (): boolean => events.at(-1)?.event === 'crashed' && !app.running();
    while (restarts()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it('starts the newest build once the database is up, and brings it what came meanwhile', async () => {
    void updates.offer(build('a'));
    void updates.offer(build('b'));
    await settled();
    expect(installed).toEqual([]);
    openDatabase();
    // Settled already, but its waiters run later: the start has begun.
    await Promise.resolve();
    while (installed.length === 0) await Promise.resolve();
    void updates.offer(build('c'));
    await settled();
    expect(installed).toEqual(['b']);
    expect(sent).toEqual([{ id: 1, hashes: ['c'] }]);
  });

  it('swaps a build in and tells what was kept', async () => {
    await serve('a');
    void updates.offer(build('b'));
    updates.onMessage(swapped(1));
    expect(names()).toEqual(['ready', 'swap-started', 'swapped']);
    expect(events.at(-1)).toMatchObject({ components: ['crm'], swapped: ['service'], kept: ['client'] });
    expect(installed).toEqual(['a']);
  });

  it('does not wait for one save to be swapped in before it sends the next', async () => {
    await serve('a');
    void updates.offer(build('b'));
    void updates.offer(build('c'));
    updates.onMessage({ kind: 'superseded', id: 1 });
    updates.onMessage(swapped(2));
    expect(sent.map(({ hashes }) => hashes)).toEqual([['b'], ['c']]);
    expect(names().filter((name) => name === 'swapped')).toHaveLength(1);
  });

  it('tells with the save that serves what the ones before it had changed', async () => {
    await serve('a');
    void updates.offer({ ...build('b'), files: ['src/components/users/users.controller.ts'] });
    void updates.offer(build('c'));
    updates.onMessage({ kind: 'superseded', id: 1 });
    updates.onMessage(swapped(2));
    expect(events.at(-1)).toMatchObject({ components: ['crm', 'users'], swapped: ['controller', 'service'] });
  });

  it('does not take what is still on its way for served', async () => {
    await serve('a');
    void updates.offer({ ...build('b'), files: ['src/components/users/users.controller.ts'] });
    void updates.offer(build('c'));
    updates.onMessage(swapped(1));
    updates.onMessage(swapped(2));
    const told = events.flatMap((event) => (event.event === 'swapped' ? [event.components] : []));
    expect(told).toEqual([['users'], ['crm']]);
  });

  it('leaves an application alone that nothing changed for', async () => {
    await serve('a');
    void updates.offer(build('a'));
    expect(names()).toEqual(['ready', 'unchanged']);
    expect(sent).toEqual([]);
  });

  it('says nothing of the whole build that follows a patch, and starts anew from its bundle', async () => {
    await serve('a');
    void updates.offer(build('a+1'));
    updates.onMessage(swapped(1));
    void updates.offer({ ...build('b'), files: [], follows: true });
    updates.onMessage({ kind: 'same', id: 2 });
    expect(names()).toEqual(['ready', 'swap-started', 'swapped']);
    await exit('It ended.');
    expect(installed).toEqual(['a', 'b']);
  });

  it('does not take a build for good that brings what was refused before', async () => {
    await serve('a');
    void updates.offer(build('a+1'));
    updates.onMessage({ kind: 'refused', id: 1, failure });
    void updates.offer({ ...build('b'), files: [], follows: true });
    updates.onMessage({ kind: 'same', id: 2 });
    await exit('It ended.');
    expect(installed).toEqual(['a', 'a']);
  });

  it('tells whoever offers a build when the application has answered', async () => {
    await serve('a');
    let answered = false;
    const offered = updates.offer(build('b')).then(() => {
      answered = true;
    });
    await settled();
    expect(answered).toBe(false);
    updates.onMessage(swapped(1));
    await offered;
    expect(answered).toBe(true);
  });

  it('goes on from a refused build without a restart', async () => {
    await serve('a');
    void updates.offer(build('bad'));
    updates.onMessage({ kind: 'refused', id: 1, failure });
    expect(events.at(-1)).toMatchObject({ event: 'refused', serving: true });
    void updates.offer(build('good'));
    updates.onMessage(swapped(2));
    expect(sent.at(-1)?.hashes).toEqual(['good']);
    expect(installed).toEqual(['a']);
  });

  it('restarts, and says why, when the shell itself changed', async () => {
    await serve('a');
    void updates.offer(build('b'));
    updates.onMessage({ kind: 'restart', id: 1, reason: 'src/main.hot.ts changed' });
    await settled();
    expect(events.at(-1)).toEqual({ event: 'restarting', reason: 'src/main.hot.ts changed' });
    expect(installed).toEqual(['a', 'b']);
  });

  it('brings the last good build back after a crash, and takes the next save to it as an update', async () => {
    await serve('a');
    void updates.offer(build('deadly'));
    await exit('It ended.');
    expect(events.at(-1)).toMatchObject({ event: 'crashed', restartsInMs: 100 });
    expect(installed).toEqual(['a', 'a']);
    updates.onMessage({ kind: 'serving', bootMs: 1 });
    void updates.offer(build('mended'));
    expect(sent.at(-1)?.hashes).toEqual(['deadly', 'mended']);
  });

  it('waits longer before each start of an application that goes on crashing', async () => {
    await serve('a');
    await exit('first');
    await exit('second');
    const waits = events.flatMap((event) => (event.event === 'crashed' ? [event.restartsInMs] : []));
    expect(waits).toEqual([100, 200]);
  });

  it('starts nothing again that never served, until the next save', async () => {
    openDatabase();
    void updates.offer(build('a'));
    await settled();
    await exit('It ended.');
    expect(names()).toEqual(['app-stopped']);
    void updates.offer(build('b'));
    await settled();
    expect(installed).toEqual(['a', 'b']);
  });

  it('ends a process that does not answer an update', async () => {
    await serve('a');
    void updates.offer(build('b'));
    while (kills === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(kills).toBe(1);
  });

  it('goes on waiting while older updates go unanswered, as long as the newest is answered', async () => {
    await serve('a');
    void updates.offer(build('waits for ever'));
    void updates.offer(build('c'));
    updates.onMessage(swapped(2));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(kills).toBe(0);
  });

  it('says why the process was ended that did not answer', async () => {
    await serve('a');
    void updates.offer(build('b'));
    while (kills === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await exit('It was killed.');
    const crashed = events.find(({ event }) => event === 'crashed');
    expect(crashed).toMatchObject({ cause: expect.stringContaining('did not answer for 0.02 s') });
  });

  it('starts anew, and says so, when a build does not lead on from the one that runs', async () => {
    await serve('a');
    void updates.offer({ ...build('c'), updates: undefined });
    await settled();
    expect(names()).toEqual(['ready', 'restarting']);
    expect(installed).toEqual(['a', 'c']);
    expect(sent).toEqual([]);
  });

  it('keeps what serves, and says so, when the bundle of a restart cannot be written', async () => {
    await serve('a');
    writeError = Object.assign(new Error('EROFS'), {
      code: 'EROFS',
      syscall: 'open',
      path: '/p/.tessera/dev',
    });
    updates.restart('you asked for it');
    await settled();
    expect(events.at(-1)).toMatchObject({
      event: 'refused',
      serving: true,
      reason: expect.stringMatching(/"\.tessera\/dev" .* read-only/),
    });
    writeError = undefined;
    void updates.offer(build('b'));
    updates.onMessage(swapped(1));
    expect(events.at(-1)).toMatchObject({ event: 'swapped' });
  });

  it('starts one process after the other when it is asked twice', async () => {
    await serve('a');
    updates.restart('first');
    updates.restart('second');
    await settled();
    expect(overlapping).toBe(0);
    expect(installed).toEqual(['a', 'a', 'a']);
  });

  it('is ready with the save that overtakes the start', async () => {
    openDatabase();
    void updates.offer(build('a'));
    await settled();
    void updates.offer(build('b'));
    updates.onMessage(swapped(1));
    expect(names()).toEqual(['swap-started', 'ready']);
  });

  it('comes back with the whole build that follows a patch, in whichever order they are answered', async () => {
    await serve('a');
    void updates.offer(build('patch'));
    void updates.offer({ ...build('whole'), follows: true });
    updates.onMessage({ kind: 'same', id: 2 });
    updates.onMessage(swapped(1));
    await exit('It ended.');
    expect(installed).toEqual(['a', 'whole']);
  });

  it('does not come back with what was never seen to serve', async () => {
    await serve('a');
    void updates.offer(build('waits for ever'));
    void updates.offer({ ...build('whole'), follows: true });
    updates.onMessage({ kind: 'same', id: 2 });
    await exit('It ended.');
    expect(installed).toEqual(['a', 'a']);
  });

  it('starts nothing any more once it is closed', async () => {
    await updates.close();
    void updates.offer(build('a'));
    openDatabase();
    await settled();
    expect(installed).toEqual([]);
  });
});
