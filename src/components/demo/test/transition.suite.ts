import { describe, expect, it } from '@jest/globals';
import { DemoPostStatus } from '@/generated/prisma/client.ts';
import { transitions } from '../posts/transition.ts';

describe('transitions', () => {
  it('lead forward only, and to an end', () => {
    const order = Object.values(DemoPostStatus);

    for (const { from, to } of Object.values(transitions)) {
      for (const status of from) expect(order.indexOf(to)).toBeGreaterThan(order.indexOf(status));
    }
    expect(Object.values(transitions).flatMap(({ from }) => [...from])).not.toContain('ARCHIVED');
  });
});
