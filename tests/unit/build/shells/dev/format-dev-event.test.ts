import { describe, expect, it } from '@jest/globals';
import pc from 'picocolors';
import { formatDevEvent } from '../../../../../build/shells/dev/format-dev-event.ts';

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

  it('tells in one line what a save replaced, what it kept, and how long each part took', () => {
    const event = {
      event: 'swapped',
      components: ['crm'],
      swapped: ['controller'],
      kept: ['client', 'pool'],
      ms: { total: 64.2, build: 30, apply: 4, boot: 28 },
    } as const;
    expect(formatDevEvent(event, plain)).toBe(
      'swapped   crm: controller in 64 ms (client, pool kept) build 30 ms, apply 4 ms, boot 28 ms',
    );
  });

  it('says why the process is replaced, and why a save changes nothing', () => {
    expect(formatDevEvent({ event: 'restarting', reason: '.env changed GREETING' }, plain)).toBe(
      'restart   full restart: .env changed GREETING',
    );
    const unchanged = { event: 'unchanged', ms: 12, reason: 'PORT is read at the start' } as const;
    expect(formatDevEvent(unchanged, plain)).toBe('unchanged PORT is read at the start, 12 ms');
  });

  it('has nothing to tell people about the steps between', () => {
    expect(formatDevEvent({ event: 'changed', files: ['src/main.ts'] }, plain)).toBe('');
  });

  it('gives type errors their place and never calls them a failed save', () => {
    const wrong = {
      code: 'TYPES.2322',
      severity: 'error',
      message: 'Type "string" is not assignable to type "number".',
      location: { file: 'src/components/crm/crm.service.ts', line: 3, column: 9 },
    } as const;
    const event = { event: 'types-checked', diagnostics: [wrong], ms: 900 } as const;
    expect(formatDevEvent(event, plain)).toBe(
      'types     1 error(s) 900 ms\n    src/components/crm/crm.service.ts:3:9 Type "string" is not assignable to type "number".',
    );
  });
});
