import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { build, createFakeLoop, failure, settled, swapped, type FakeLoop } from './fake-loop.ts';

describe('createAppUpdates, starting processes', () => {
  let loop: FakeLoop;
  beforeEach(() => {
    loop = createFakeLoop();
  });
  afterEach(() => loop.updates.close());

  it('starts the newest build once the database is up, and brings it what came meanwhile', async () => {
    void loop.updates.offer(build('a'));
    void loop.updates.offer(build('b'));
    await settled();
    expect(loop.installed).toEqual([]);
    loop.openDatabase();
    // Settled already, but its waiters run later: the start has begun.
    await Promise.resolve();
    while (loop.installed.length === 0) await Promise.resolve();
    void loop.updates.offer(build('c'));
    await settled();
    expect(loop.installed).toEqual(['b']);
    expect(loop.sent).toEqual([{ id: 1, hashes: ['c'] }]);
  });

  it('restarts, and says why, when the shell itself changed', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('b'));
    loop.updates.onMessage({ kind: 'restart', id: 1, reason: 'src/main.hot.ts changed' });
    await settled();
    expect(loop.events.at(-1)).toEqual({ event: 'restarting', reason: 'src/main.hot.ts changed' });
    expect(loop.installed).toEqual(['a', 'b']);
  });

  it('brings the last good build back after a crash, and takes the next save to it as an update', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('deadly'));
    await loop.exit('It ended.');
    expect(loop.events.at(-1)).toMatchObject({ event: 'crashed', restartsInMs: 100 });
    expect(loop.installed).toEqual(['a', 'a']);
    loop.updates.onMessage({ kind: 'serving', bootMs: 1 });
    void loop.updates.offer(build('mended'));
    expect(loop.sent.at(-1)?.hashes).toEqual(['deadly', 'mended']);
  });

  it('waits longer before each start of an application that goes on crashing', async () => {
    await loop.serve('a');
    await loop.exit('first');
    await loop.exit('second');
    const waits = loop.events.flatMap((event) => (event.event === 'crashed' ? [event.restartsInMs] : []));
    expect(waits).toEqual([100, 200]);
  });

  it('starts nothing again that never served, until the next save', async () => {
    loop.openDatabase();
    void loop.updates.offer(build('a'));
    await settled();
    await loop.exit('It ended.');
    expect(loop.names()).toEqual(['app-stopped']);
    void loop.updates.offer(build('b'));
    await settled();
    expect(loop.installed).toEqual(['a', 'b']);
  });

  it('ends a process that does not answer an update', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('b'));
    while (loop.kills() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(loop.kills()).toBe(1);
  });

  it('goes on waiting while older updates go unanswered, as long as the newest is answered', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('waits for ever'));
    void loop.updates.offer(build('c'));
    loop.updates.onMessage(swapped(2));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(loop.kills()).toBe(0);
  });

  it('says why the process was ended that did not answer', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('b'));
    while (loop.kills() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await loop.exit('It was killed.');
    const crashed = loop.events.find(({ event }) => event === 'crashed');
    expect(crashed).toMatchObject({ cause: expect.stringContaining('did not answer for 0.02 s') });
  });

  it('keeps what serves when a process that was started beside it does not start', async () => {
    await loop.serve('a');
    loop.failBeside('no provider');
    loop.updates.restart('you asked for it');
    await settled();
    expect(loop.events.at(-1)).toMatchObject({ event: 'refused', serving: true });
    void loop.updates.offer(build('b'));
    loop.updates.onMessage(swapped(1));
    expect(loop.sent).toEqual([{ id: 1, hashes: ['b'] }]);
  });

  it('ends the process before the new one where both want one address, and knows it at the next start', async () => {
    await loop.serve('a');
    loop.failBeside('listen EADDRINUSE: address already in use 127.0.0.1:9100');
    loop.updates.restart('first');
    await settled();
    expect(loop.starts()).toEqual(['start', 'beside', 'start']);
    loop.updates.onMessage({ kind: 'serving', bootMs: 1 });
    loop.updates.restart('second');
    await settled();
    expect(loop.starts()).toEqual(['start', 'beside', 'start', 'start']);
  });

  it('starts a save in a process of its own when the one that runs holds what it needs, and the next ones at once', async () => {
    await loop.serve('a');
    void loop.updates.offer({ ...build('patch'), isPatch: true });
    const held = {
      message: 'x is registered already',
      stack: 'Error\n    at /p/src/components/crm/a.ts:1:1',
    };
    loop.updates.onMessage({ kind: 'refused', id: 1, failure: held, needsProcess: 'always' });
    await settled();
    // A patch has no bundle to start from.
    expect(loop.installed).toEqual(['a']);
    void loop.updates.offer({ ...build('b'), follows: true });
    await settled();
    expect(loop.installed).toEqual(['a', 'b']);
    expect(loop.events.at(-1)).toEqual({
      event: 'restarting',
      reason: '"crm" has what only one application may hold: x is registered already',
    });
    loop.updates.onMessage({ kind: 'serving', bootMs: 1 });
    void loop.updates.offer({ ...build('c'), files: ['src/components/users/users.service.ts'] });
    await settled();
    expect(loop.installed).toEqual(['a', 'b', 'c']);
    expect(loop.starts()).toEqual(['start', 'beside', 'beside']);
    // One of the component that holds it may have given it back.
    loop.updates.onMessage({ kind: 'serving', bootMs: 1 });
    void loop.updates.offer(build('d'));
    expect(loop.sent.at(-1)?.hashes).toEqual(['d']);
  });

  it('asks the process that runs to close first when no other could start either', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('b'));
    loop.failBeside('the file is locked');
    loop.updates.onMessage({ kind: 'refused', id: 1, failure, needsProcess: 'always' });
    await settled();
    expect(loop.sent.at(-1)).toEqual({ id: 2, hashes: ['turn'] });
    loop.updates.onMessage({ ...swapped(2), turn: failure });
    expect(loop.events.at(-1)).toMatchObject({ event: 'swapped', closedFirst: { message: 'no provider' } });
  });

  it('starts anew, and says so, when a build does not lead on from the one that runs', async () => {
    await loop.serve('a');
    void loop.updates.offer({ ...build('c'), updates: undefined });
    await settled();
    expect(loop.names()).toEqual(['ready', 'restarting']);
    expect(loop.installed).toEqual(['a', 'c']);
    expect(loop.sent).toEqual([]);
  });

  it('keeps what serves, and says so, when the bundle of a restart cannot be written', async () => {
    await loop.serve('a');
    loop.failWrites(
      Object.assign(new Error('EROFS'), {
        code: 'EROFS',
        syscall: 'open',
        path: '/p/.tessera/dev',
      }),
    );
    loop.updates.restart('you asked for it');
    await settled();
    expect(loop.events.at(-1)).toMatchObject({
      event: 'refused',
      serving: true,
      reason: expect.stringMatching(/"\.tessera\/dev" .* read-only/),
    });
    loop.failWrites(undefined);
    void loop.updates.offer(build('b'));
    loop.updates.onMessage(swapped(1));
    expect(loop.events.at(-1)).toMatchObject({ event: 'swapped' });
  });

  it('starts one process after the other when it is asked twice', async () => {
    await loop.serve('a');
    loop.updates.restart('first');
    loop.updates.restart('second');
    await settled();
    expect(loop.overlapping()).toBe(0);
    expect(loop.installed).toEqual(['a', 'a', 'a']);
  });

  it('is ready with the save that overtakes the start', async () => {
    loop.openDatabase();
    void loop.updates.offer(build('a'));
    await settled();
    void loop.updates.offer(build('b'));
    loop.updates.onMessage(swapped(1));
    expect(loop.names()).toEqual(['swap-started', 'ready']);
  });

  it('comes back with the whole build that follows a patch, in whichever order they are answered', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('patch'));
    void loop.updates.offer({ ...build('whole'), follows: true });
    loop.updates.onMessage({ kind: 'same', id: 2 });
    loop.updates.onMessage(swapped(1));
    await loop.exit('It ended.');
    expect(loop.installed).toEqual(['a', 'whole']);
  });

  it('does not come back with what was never seen to serve', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('waits for ever'));
    void loop.updates.offer({ ...build('whole'), follows: true });
    loop.updates.onMessage({ kind: 'same', id: 2 });
    await loop.exit('It ended.');
    expect(loop.installed).toEqual(['a', 'a']);
  });

  it('starts nothing any more once it is closed', async () => {
    await loop.updates.close();
    void loop.updates.offer(build('a'));
    loop.openDatabase();
    await settled();
    expect(loop.installed).toEqual([]);
  });
});
