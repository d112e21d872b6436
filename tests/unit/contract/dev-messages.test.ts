import { describe, expect, it } from '@jest/globals';
import { AppMessage, HostMessage } from '../../../contract/dev-messages.ts';

const answers: Readonly<Record<AppMessage['kind'], AppMessage>> = {
  serving: { kind: 'serving', bootMs: 1 },
  failed: { kind: 'failed', failure: { message: 'no table', stack: 'at x' } },
  swapped: { kind: 'swapped', id: 1, modules: ['./a.ts'], kept: ['pool'], applyMs: 1, bootMs: 2 },
  refused: { kind: 'refused', id: 1, failure: { message: 'x' }, needsProcess: 'once', isEmpty: true },
  same: { kind: 'same', id: 1 },
  superseded: { kind: 'superseded', id: 1 },
  restart: { kind: 'restart', id: 1, reason: 'the shell changed' },
  opened: { kind: 'opened' },
  lacking: { kind: 'lacking', components: ['crm'], missing: ['"Deal"'] },
  uncaught: { kind: 'uncaught', failure: { message: 'x' } },
};

describe('the messages between dev host and application', () => {
  it.each(Object.entries(answers))('of the kind "%s" come whole to the host', (_, message) => {
    expect(AppMessage.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });

  const questions: Readonly<Record<HostMessage['kind'], HostMessage>> = {
    update: {
      kind: 'update',
      id: 1,
      turn: true,
      updates: [
        {
          manifest: { c: ['main'] },
          chunks: { main: { externals: ['zod'], code: '' } },
          alone: true,
        },
      ],
    },
    listen: { kind: 'listen' },
    problems: {
      kind: 'problems',
      problems: [{ severity: 'error', title: 'A.B', place: 'a.ts:1:2', text: 'x' }],
    },
  };

  it.each(Object.entries(questions))('of the kind "%s" come whole to the application', (_, message) => {
    expect(HostMessage.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });

  it('of another version are dropped, and not misread', () => {
    expect(AppMessage.safeParse({ kind: 'swapped', id: 'one' }).success).toBe(false);
    expect(HostMessage.safeParse({ kind: 'reload' }).success).toBe(false);
  });
});
