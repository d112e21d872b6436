import { beforeEach, describe, expect, it } from '@jest/globals';
import { evaluateWhole, giveUpEvaluation } from '../../../../src/dev-runtime/module-cache.ts';

describe('the cache of modules', () => {
  let cache: Record<string, object>;
  beforeEach(() => {
    cache = { kept: {} };
    Reflect.set(globalThis, '__webpack_require__', { c: cache });
  });

  /** An evaluation that makes a module at once and ends when it is told to. */
  function evaluation(id: string) {
    let succeed: () => void = () => undefined;
    let fail: (error: Error) => void = () => undefined;
    const ended = evaluateWhole(() => {
      cache[id] = {};
      return new Promise<void>((resolve, reject) => ([succeed, fail] = [resolve, reject]));
    });
    return { ended, succeed, fail };
  }

  it('forgets what a failed evaluation made', async () => {
    const { ended, fail } = evaluation('broken');
    fail(new Error('no'));
    await expect(ended).rejects.toThrow('no');
    expect(Object.keys(cache)).toEqual(['kept']);
  });

  it('forgets an evaluation that was given up, and leaves its successor alone when it fails at last', async () => {
    const first = evaluation('a');
    giveUpEvaluation();
    expect(Object.keys(cache)).toEqual(['kept']);
    const second = evaluation('b');
    first.fail(new Error('too late'));
    await expect(first.ended).rejects.toThrow('too late');
    second.succeed();
    await second.ended;
    expect(Object.keys(cache)).toEqual(['kept', 'b']);
  });

  it('keeps what was evaluated whole when there is nothing to give up', async () => {
    const { ended, succeed } = evaluation('a');
    succeed();
    await ended;
    giveUpEvaluation();
    expect(Object.keys(cache)).toEqual(['kept', 'a']);
  });
});
