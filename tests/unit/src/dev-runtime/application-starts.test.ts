import { createServer } from 'node:http';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApplicationStarts } from '../../../../src/dev-runtime/application-starts.ts';
import { type HotApplication } from '../../../../src/dev-runtime/index.ts';

describe('ApplicationStarts', () => {
  let closed: string[];
  /** What each start that is under way ends with, oldest first. */
  let opening: PromiseWithResolvers<HotApplication>[];
  const open = () => {
    const start = withResolvers<HotApplication>();
    opening.push(start);
    return start.promise;
  };
  const application = (name: string): HotApplication => ({
    server: createServer(),
    takenOver: [],
    stopping: () => undefined,
    lacking: () => Promise.resolve(new Map()),
    close: () => {
      closed.push(name);
      return Promise.resolve();
    },
  });

  beforeEach(() => {
    [closed, opening] = [[], []];
  });

  it('gives the newest; one that comes late is closed', async () => {
    const starts = new ApplicationStarts(open);
    const first = starts.next();
    const second = starts.next();
    expect(await first).toBeUndefined();
    const newest = application('second');
    opening[1]?.resolve(newest);
    expect(await second).toBe(newest);
    opening[0]?.resolve(application('first'));
    await opening[0]?.promise;
    expect(closed).toEqual(['first']);
  });

  it('tells nobody why one failed that was given up', async () => {
    const starts = new ApplicationStarts(open);
    const first = starts.next();
    starts.supersede();
    opening[0]?.reject(new Error('too late'));
    expect(await first).toBeUndefined();
  });

  it('passes on why a start failed', async () => {
    const start = new ApplicationStarts(open).next();
    opening[0]?.reject(new Error('no provider'));
    await expect(start).rejects.toThrow('no provider');
  });

  it('gives a start up that waits for ever', async () => {
    const start = new ApplicationStarts(open, 20).next();
    await expect(start).rejects.toThrow('The start has not ended after 0 seconds');
    opening[0]?.resolve(application('late'));
    await opening[0]?.promise;
    expect(closed).toEqual(['late']);
  });
});

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((onValue, onError) => ([resolve, reject] = [onValue, onError]));
  return { promise, resolve, reject };
}
