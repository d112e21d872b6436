import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ApplicationSlot, NeedsProcessError } from '../../../../src/dev-runtime/application-slot.ts';
import { type HotApplication } from '../../../../src/dev-runtime/hot-application.ts';
import { HotServer } from '../../../../src/dev-runtime/hot-server.ts';

/** A version of the code: what holding the one thing there is costs it, and what is wrong with it. */
interface Code {
  readonly name: string;
  readonly holds?: boolean;
  readonly givesBack?: boolean;
  readonly mistake?: string;
}

describe('ApplicationSlot', () => {
  let server: HotServer;
  let code: Code;
  let holder: string | undefined;
  let opened: string[];
  let slot: ApplicationSlot;

  function open({ name, holds, givesBack = true, mistake }: Code): Promise<HotApplication> {
    if (holds === true && holder !== undefined) return Promise.reject(new Error('it is held'));
    if (mistake !== undefined) return Promise.reject(new Error(mistake));
    if (holds === true) holder = name;
    opened.push(name);
    return Promise.resolve({
      server: createServer(),
      takenOver: [],
      stopping: () => undefined,
      lacking: () => Promise.resolve(new Map()),
      close: () => {
        opened.splice(opened.indexOf(name), 1);
        if (holder === name && givesBack) holder = undefined;
        return Promise.resolve();
      },
    });
  }

  beforeEach(() => {
    [holder, opened] = [undefined, []];
    server = new HotServer(() => undefined);
    slot = new ApplicationSlot(
      server,
      async (beforeOpening) => {
        const own = code;
        await beforeOpening();
        const application = await open(own);
        return { application, open: () => open(own), close: application.close };
      },
      0,
      () => undefined,
      (error) => {
        throw error;
      },
    );
  });
  afterEach(async () => {
    await server.listen(0, '127.0.0.1');
    await server.stop(0);
  });
  const save = (next: Code, changed: readonly string[] = []) => {
    code = next;
    return slot.renew(changed);
  };

  it('does not blame what it holds for a mistake of the new code', async () => {
    await save({ name: 'a' });
    await expect(save({ name: 'b', mistake: 'it is held' })).rejects.not.toBeInstanceOf(NeedsProcessError);
    expect(opened).toEqual(['a']);
  });

  it('asks for a process when the code that serves cannot start beside itself either, and serves on', async () => {
    await save({ name: 'a', holds: true });
    await expect(save({ name: 'b', holds: true })).rejects.toMatchObject({ isEmpty: false });
    expect(opened).toEqual(['a']);
  });

  it('closes the one that serves first once it is known, and opens it again when the next does not start', async () => {
    await save({ name: 'a', holds: true });
    await expect(save({ name: 'b', holds: true })).rejects.toBeInstanceOf(NeedsProcessError);
    expect(await save({ name: 'c', holds: true })).toMatchObject({
      turn: { failure: { message: 'it is held' } },
    });
    expect(opened).toEqual(['c']);
    await expect(save({ name: 'd', holds: true, mistake: 'no luck' })).rejects.toThrow('no luck');
    expect([opened, server.serving]).toEqual([['c'], true]);
  });

  it('says that nothing serves when the one before cannot come back', async () => {
    await save({ name: 'a', holds: true, givesBack: false });
    await expect(save({ name: 'b', holds: true })).rejects.toBeInstanceOf(NeedsProcessError);
    await expect(save({ name: 'c', holds: true })).rejects.toMatchObject({ isEmpty: true });
  });
});
