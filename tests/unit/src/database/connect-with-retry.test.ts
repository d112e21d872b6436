import { describe, expect, it } from '@jest/globals';
import { connectWithRetry } from '../../../../src/database/connect-with-retry.ts';

/** A clock that moves only when somebody pauses. */
function fakeClock() {
  let time = 0;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => time,
    pause: (milliseconds: number) => {
      pauses.push(milliseconds);
      time += milliseconds;
      return Promise.resolve();
    },
  };
}

describe('connectWithRetry', () => {
  it('pauses twice as long after each failure, up to five seconds, and ends with the deadline', async () => {
    const clock = fakeClock();
    const refused = new Error('refused');
    const told: number[] = [];
    const connecting = connectWithRetry(
      () => Promise.reject(refused),
      20,
      (error, pause) => {
        expect(error).toBe(refused);
        told.push(pause);
      },
      clock,
    );
    await expect(connecting).rejects.toBe(refused);
    expect(clock.pauses).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000, 3700]);
    expect(told).toEqual(clock.pauses);
  });

  it('goes on as soon as the database answers', async () => {
    const clock = fakeClock();
    let attempts = 0;
    const connect = () => (++attempts < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve());
    await connectWithRetry(connect, 20, () => undefined, clock);
    expect(clock.pauses).toEqual([100, 200]);
  });

  it('tries once when there is no time', async () => {
    const clock = fakeClock();
    let attempts = 0;
    const connect = () => Promise.reject(new Error(String(++attempts)));
    await expect(connectWithRetry(connect, 0, () => undefined, clock)).rejects.toThrow('1');
    expect(attempts).toBe(1);
  });
});
