import { describe, expect, it } from '@jest/globals';
import pc from 'picocolors';
import { formatDevEvent } from '../../../../build/dev/format-dev-event.ts';

const plain = pc.createColors(false);

describe('formatDevEvent', () => {
  it('gives the address and both durations when the application answers for the first time', () => {
    const event = { event: 'ready', url: 'http://127.0.0.1:3000', ms: 240, sinceStartMs: 3456 } as const;
    expect(formatDevEvent(event, plain)).toBe(
      'ready     http://127.0.0.1:3000 (application 240 ms, 3.5 s after the start)',
    );
  });

  it('prints pending migrations with the command to run', () => {
    const event = {
      event: 'pending-migrations',
      migrations: ['1_a', '2_b'],
      command: 'npx prisma migrate dev',
    } as const;
    expect(formatDevEvent(event, plain)).toBe(
      'pending   the database lacks 2 migration(s), nothing was applied:\n    1_a\n    2_b\n' +
        '  Apply them with: npx prisma migrate dev',
    );
  });

  it.each([
    [true, 'The last good application keeps serving.'],
    [false, 'Nothing is served until this is mended.'],
  ])('says after a failed build what is served (serving: %s)', (serving, sentence) => {
    const event = { event: 'build-failed', ms: 90, errors: 'ERROR in x', serving } as const;
    expect(formatDevEvent(event, plain)).toBe(`ERROR in x\nfailed    90 ms ${sentence}`);
  });
});
