import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { collectWhenIdle } from '../../../../build/incremental/collect-when-idle.js';

/** True when nothing but the collector can have taken it. */
async function isCollected(held: WeakRef<object>): Promise<boolean> {
  const end = performance.now() + 20_000;
  while (held.deref() !== undefined && performance.now() < end) await wait(20);
  return held.deref() === undefined;
}

/** So much that it is worth a collection, and so little that V8 does not come to one by itself. */
function hold(): { readonly release: () => void; readonly held: WeakRef<object> } {
  let kept: unknown[] | undefined = Array.from({ length: 400_000 }, (_, index) => ({ index }));
  return { release: () => (kept = undefined), held: new WeakRef(kept) };
}

it('collects what an idle thread does not hold any more', async () => {
  const end = collectWhenIdle(50);
  const { release, held } = hold();
  release();
  expect(await isCollected(held)).toBe(true);
  end();
});
