import { describe, expect, it } from '@jest/globals';
import { AppMessage, type HotUpdate as SentUpdate } from '../../../build/shells/dev/app-messages.ts';
import { HostMessage, type HotUpdate, type ShellMessage } from '../../../src/dev-runtime/hot-messages.ts';

/** With every field there, and beside it whether it may be missing. */
type Whole<Value> = Value extends object
  ? {
      readonly [Key in keyof Value]-?: [
        Whole<Exclude<Value[Key], undefined>>,
        undefined extends Value[Key] ? 'optional' : 'required',
      ];
    }
  : Value;
/** True for types that are the same to the last optional field. */
type Same<One, Other> = [Whole<One>, Whole<Other>] extends [Whole<Other>, Whole<One>] ? true : false;

// The type check of this file fails when one end is changed alone.
const areAnswersAlike: Same<ShellMessage, AppMessage> = true;
const areUpdatesAlike: Same<HotUpdate, SentUpdate> = true;

const answers: Readonly<Record<ShellMessage['kind'], ShellMessage>> = {
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
  it('are of the same types at both ends', () => {
    expect([areAnswersAlike, areUpdatesAlike]).toEqual([true, true]);
  });

  it.each(Object.entries(answers))('of the kind "%s" come whole to the host', (_, message) => {
    expect(AppMessage.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });

  it('bring an update whole to the application', () => {
    const update: SentUpdate = {
      manifest: { c: ['main'] },
      chunks: { main: { externals: ['zod'], code: '' } },
      alone: true,
    };
    const message = { kind: 'update', id: 1, turn: true, updates: [update] };
    expect(HostMessage.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });
});
