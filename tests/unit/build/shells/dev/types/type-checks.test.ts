import { describe, expect, it } from '@jest/globals';
import { type Diagnostic } from '../../../../../../build/diagnostics/diagnostic.ts';
import { type DevEvent } from '../../../../../../build/shells/dev/dev-event.ts';
import { createTypeChecks } from '../../../../../../build/shells/dev/types/type-checks.ts';
import { ready } from '../output/dev-streams.ts';

/** Checks that the test ends, one by one. */
function createFakeChecker() {
  const checks: { readonly signal: AbortSignal; readonly end: (found?: readonly Diagnostic[]) => void }[] =
    [];
  const events: DevEvent[] = [];
  const waiting: (() => void)[] = [];
  const typeChecks = createTypeChecks(
    (signal) =>
      new Promise((resolve) => {
        checks.push({ signal, end: resolve });
        signal.addEventListener('abort', () => {
          resolve(undefined);
        });
        waiting.shift()?.();
      }),
    (event) => {
      events.push(event);
      waiting.shift()?.();
    },
  );
  const next = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  return { typeChecks, checks, events, next };
}

const wrong: Diagnostic = { code: 'TYPES.INVALID', severity: 'error', message: 'TS1: no.' };
const changed = { event: 'changed', files: ['src/main.ts'] } as const;
const unchanged = { event: 'unchanged', ms: 3 } as const;

describe('createTypeChecks', () => {
  it('checks when a save is dealt with, not before, and reports what it found', async () => {
    const { typeChecks, checks, events, next } = createFakeChecker();
    typeChecks.follow(changed);
    typeChecks.follow({ event: 'built', ms: 4, warnings: '' });
    expect(checks).toHaveLength(0);
    const started = next();
    typeChecks.follow(ready);
    await started;
    const reported = next();
    checks[0]?.end([wrong]);
    await reported;
    expect(events).toEqual([{ event: 'types-checked', diagnostics: [wrong], ms: expect.any(Number) }]);
  });

  it('ends a check that a new save makes worthless, and says nothing about it', async () => {
    const { typeChecks, checks, events, next } = createFakeChecker();
    const first = next();
    typeChecks.follow(ready);
    await first;
    typeChecks.follow(changed);
    expect(checks[0]?.signal.aborted).toBe(true);
    const second = next();
    typeChecks.follow(unchanged);
    await second;
    const reported = next();
    checks[1]?.end([]);
    await reported;
    expect(events).toHaveLength(1);
  });

  it('ends a check as soon as a save is seen, before it is told of', async () => {
    const { typeChecks, checks, events, next } = createFakeChecker();
    const first = next();
    typeChecks.follow(ready);
    await first;
    typeChecks.hold();
    expect(checks[0]?.signal.aborted).toBe(true);
    const second = next();
    typeChecks.follow(changed);
    typeChecks.follow(unchanged);
    await second;
    await typeChecks.close();
    expect(events).toEqual([]);
  });

  it('begins nothing after it was closed, and ends what runs', async () => {
    const { typeChecks, checks, events, next } = createFakeChecker();
    const first = next();
    typeChecks.follow(ready);
    await first;
    await typeChecks.close();
    typeChecks.follow(unchanged);
    await typeChecks.close();
    expect([checks.length, checks[0]?.signal.aborted, events]).toEqual([1, true, []]);
  });

  it('says nothing when the checker has nothing to say', async () => {
    const { typeChecks, checks, events, next } = createFakeChecker();
    const first = next();
    typeChecks.follow(ready);
    await first;
    checks[0]?.end(undefined);
    await typeChecks.close();
    expect(events).toEqual([]);
  });

  it('waits for the types of a client that can only run yet', async () => {
    const { typeChecks, checks, next } = createFakeChecker();
    const composed = {
      event: 'composed',
      changed: [],
      removed: [],
      generated: true,
      components: 1,
      ms: 9,
    } as const;
    typeChecks.follow(changed);
    typeChecks.follow({ ...composed, runtimeOnly: true });
    typeChecks.follow(unchanged);
    await Promise.resolve();
    expect(checks).toHaveLength(0);
    const started = next();
    typeChecks.follow(composed);
    await started;
    expect(checks).toHaveLength(1);
    await typeChecks.close();
  });
});
