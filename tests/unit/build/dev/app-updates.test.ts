import { describe, expect, it } from '@jest/globals';
import { createAppUpdates } from '../../../../build/dev/app-updates.ts';
import { type AppProcess } from '../../../../build/dev/app-process.ts';
import { type DevEvent } from '../../../../build/dev/dev-event.ts';

/** An application whose starts are finished by the test, one by one. */
function createFakeApp() {
  const starts: ((result: Awaited<ReturnType<AppProcess['restart']>>) => void)[] = [];
  const waiting: (() => void)[] = [];
  let closed = 0;
  const app: AppProcess = {
    serving: () => true,
    restart: () =>
      new Promise((resolve) => {
        starts.push(resolve);
        waiting.shift()?.();
      }),
    close: () => {
      closed += 1;
      return Promise.resolve();
    },
    kill: () => undefined,
  };
  const started = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  return { app, starts, started, closed: () => closed };
}

describe('createAppUpdates', () => {
  const good = { ok: true, ms: 5 } as const;

  it('starts once the database is ready, and of several waiting builds only the last', async () => {
    const fake = createFakeApp();
    const events: DevEvent[] = [];
    let open = (): void => undefined;
    const ready = new Promise<void>((resolve) => (open = resolve));
    const updates = createAppUpdates(fake.app, ready, 'http://x', (event) => events.push(event));
    updates.offer('a');
    updates.offer('b');
    expect(fake.starts).toHaveLength(0);
    const first = fake.started();
    open();
    await first;
    updates.offer('c');
    updates.offer('d');
    const second = fake.started();
    fake.starts[0]?.(good);
    await second;
    fake.starts[1]?.(good);
    await updates.close();
    expect(fake.starts).toHaveLength(2);
    expect(events.map(({ event }) => event)).toEqual(['ready']);
  });

  it('does not start the build again that already runs', async () => {
    const fake = createFakeApp();
    const updates = createAppUpdates(fake.app, Promise.resolve(), 'http://x', () => undefined);
    const first = fake.started();
    updates.offer('a');
    await first;
    updates.offer('a');
    fake.starts[0]?.(good);
    await updates.close();
    expect([fake.starts.length, fake.closed()]).toEqual([1, 1]);
  });

  it('reports an application that ends before it answers, and tries the next build', async () => {
    const fake = createFakeApp();
    const events: DevEvent[] = [];
    const updates = createAppUpdates(fake.app, Promise.resolve(), 'http://x', (event) => events.push(event));
    const first = fake.started();
    updates.offer('a');
    await first;
    updates.offer('b');
    const second = fake.started();
    fake.starts[0]?.({ ok: false, reason: 'It ended with exit code 1.' });
    await second;
    expect(events).toEqual([
      { event: 'app-stopped', reason: 'It ended with exit code 1. The next good build starts it again.' },
    ]);
    fake.starts[1]?.(good);
    await updates.close();
  });
});
