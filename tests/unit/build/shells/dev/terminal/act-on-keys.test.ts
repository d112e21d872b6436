import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type DevEvent } from '../../../../../../build/shells/dev/dev-event.ts';
import { type PendingMigrations } from '../../../../../../build/shells/dev/prepare-database.ts';
import { type DevStatus, firstStatus } from '../../../../../../build/shells/dev/terminal/dev-status.ts';
import { actOnKeys } from '../../../../../../build/shells/dev/terminal/act-on-keys.ts';

describe('actOnKeys', () => {
  const said: unknown[] = [];
  const wake: (() => void)[] = [];
  const keyboard = new PassThrough();
  let pending: PendingMigrations;
  let status: DevStatus;
  let giveBack: () => void;
  const say = (what: unknown): void => {
    said.push(what);
    wake.shift()?.();
  };
  /** Types one key and waits until so much has been said. */
  const type = async (key: string, count = 1): Promise<unknown[]> => {
    said.length = 0;
    keyboard.write(key);
    while (said.length < count) await new Promise<void>((resolve) => wake.push(resolve));
    return said;
  };

  beforeEach(() => {
    pending = { migrations: [], command: 'npx prisma migrate dev' };
    status = firstStatus;
    giveBack = actOnKeys(keyboard, {
      host: {
        restart: (reason) => {
          say(`restart: ${reason}`);
        },
        pendingMigrations: () => Promise.resolve(pending),
      },
      url: 'http://x',
      output: { print: say, update: say, status: () => status },
      report: (event: DevEvent) => {
        say(event);
      },
      plan: () => Promise.resolve('the plan\n'),
      quit: () => {
        say('quit');
      },
      open: (url) => {
        say(`open ${url}`);
        return Promise.reject(new Error('no browser'));
      },
    });
  });
  afterEach(() => {
    giveBack();
  });

  it('restarts and quits', async () => {
    expect(await type('r')).toEqual(['restart: asked for']);
    expect(await type('q')).toEqual(['quit']);
  });

  it('opens the page, and says when that fails', async () => {
    expect(await type('o', 2)).toEqual(['open http://x', 'Error: no browser']);
  });

  it('shows the migration plan, and what applies the migrations that are pending', async () => {
    expect(await type('m', 2)).toEqual([{ pending: [] }, 'the plan']);
    pending = { ...pending, migrations: ['1_later'] };
    expect(await type('m', 3)).toEqual([
      { pending: ['1_later'] },
      'the plan',
      { event: 'pending-migrations', ...pending },
    ]);
  });

  it('says again what no migration has yet', async () => {
    const command = 'npx prisma migrate dev';
    const missing = ['table "CrmDeal" is missing'];
    const behind = { event: 'database-behind', components: ['crm'], missing, command } as const;
    status = { ...firstStatus, behind };
    expect(await type('m', 3)).toEqual([{ pending: [] }, 'the plan', behind]);
  });
});
