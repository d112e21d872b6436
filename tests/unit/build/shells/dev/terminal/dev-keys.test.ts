import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { type DevAction, listenToKeys } from '../../../../../../build/shells/dev/terminal/dev-keys.ts';

function createKeyboard() {
  const modes: boolean[] = [];
  const stream = new PassThrough();
  const keyboard = Object.assign(stream, { isTTY: true, setRawMode: (raw: boolean) => modes.push(raw) });
  const actions: DevAction[] = [];
  const stop = listenToKeys(keyboard, (action) => actions.push(action));
  const type = (text: string): Promise<void> =>
    new Promise((resolve) => {
      stream.write(text, () => {
        setImmediate(resolve);
      });
    });
  return { actions, modes, stop, type };
}

describe('listenToKeys', () => {
  it('acts on its keys in either case, on Ctrl-C, and on nothing else', async () => {
    const { actions, type } = createKeyboard();
    await type('r');
    await type('xO');
    await type('m\u0003q');
    expect(actions).toEqual(['restart', 'open', 'migrations', 'quit', 'quit']);
  });

  it('gives the keyboard back', async () => {
    const { actions, modes, stop, type } = createKeyboard();
    stop();
    await type('r');
    expect([modes, actions]).toEqual([[true, false], []]);
  });
});
