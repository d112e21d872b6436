import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { build, createFakeLoop, failure, settled, swapped, type FakeLoop } from './fake-loop.ts';

describe('createAppUpdates, swapping', () => {
  let loop: FakeLoop;
  beforeEach(() => {
    loop = createFakeLoop();
  });
  afterEach(() => loop.updates.close());

  it('swaps a build in and tells what was kept', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('b'));
    loop.updates.onMessage(swapped(1));
    expect(loop.names()).toEqual(['ready', 'swap-started', 'swapped']);
    expect(loop.events.at(-1)).toMatchObject({ components: ['crm'], swapped: ['service'], kept: ['client'] });
    expect(loop.installed).toEqual(['a']);
  });

  it('does not wait for one save to be swapped in before it sends the next', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('b'));
    void loop.updates.offer(build('c'));
    loop.updates.onMessage({ kind: 'superseded', id: 1 });
    loop.updates.onMessage(swapped(2));
    expect(loop.sent.map(({ hashes }) => hashes)).toEqual([['b'], ['c']]);
    expect(loop.names().filter((name) => name === 'swapped')).toHaveLength(1);
  });

  it('tells with the save that serves what the ones before it had changed', async () => {
    await loop.serve('a');
    void loop.updates.offer({ ...build('b'), files: ['src/components/users/users.controller.ts'] });
    void loop.updates.offer(build('c'));
    loop.updates.onMessage({ kind: 'superseded', id: 1 });
    loop.updates.onMessage(swapped(2));
    expect(loop.events.at(-1)).toMatchObject({
      components: ['crm', 'users'],
      swapped: ['controller', 'service'],
    });
  });

  it('does not take what is still on its way for served', async () => {
    await loop.serve('a');
    void loop.updates.offer({ ...build('b'), files: ['src/components/users/users.controller.ts'] });
    void loop.updates.offer(build('c'));
    loop.updates.onMessage(swapped(1));
    loop.updates.onMessage(swapped(2));
    const told = loop.events.flatMap((event) => (event.event === 'swapped' ? [event.components] : []));
    expect(told).toEqual([['users'], ['crm']]);
  });

  it('leaves an application alone that nothing changed for', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('a'));
    expect(loop.names()).toEqual(['ready', 'unchanged']);
    expect(loop.sent).toEqual([]);
  });

  it('says nothing of the whole build that follows a patch, and starts anew from its bundle', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('a+1'));
    loop.updates.onMessage(swapped(1));
    void loop.updates.offer({ ...build('b'), files: [], follows: true });
    loop.updates.onMessage({ kind: 'same', id: 2 });
    expect(loop.names()).toEqual(['ready', 'swap-started', 'swapped']);
    await loop.exit('It ended.');
    expect(loop.installed).toEqual(['a', 'b']);
  });

  it('does not take a build for good that brings what was refused before', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('a+1'));
    loop.updates.onMessage({ kind: 'refused', id: 1, failure });
    void loop.updates.offer({ ...build('b'), files: [], follows: true });
    loop.updates.onMessage({ kind: 'same', id: 2 });
    await loop.exit('It ended.');
    expect(loop.installed).toEqual(['a', 'a']);
  });

  it('tells whoever offers a build when the application has answered', async () => {
    await loop.serve('a');
    let answered = false;
    const offered = loop.updates.offer(build('b')).then(() => {
      answered = true;
    });
    await settled();
    expect(answered).toBe(false);
    loop.updates.onMessage(swapped(1));
    await offered;
    expect(answered).toBe(true);
  });

  it('goes on from a refused build without a restart', async () => {
    await loop.serve('a');
    void loop.updates.offer(build('bad'));
    loop.updates.onMessage({ kind: 'refused', id: 1, failure });
    expect(loop.events.at(-1)).toMatchObject({ event: 'refused', serving: true });
    void loop.updates.offer(build('good'));
    loop.updates.onMessage(swapped(2));
    expect(loop.sent.at(-1)?.hashes).toEqual(['good']);
    expect(loop.installed).toEqual(['a']);
  });
});
