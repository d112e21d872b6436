import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { ContextKey, inNewContext, NoContextError } from '../../../../src/context/index.ts';

describe('ContextKey', () => {
  const name = new ContextKey<string>('name');
  const other = new ContextKey<number>('number');

  it('keeps what is set after an await for all that runs in the context', async () => {
    await inNewContext(async () => {
      const guard = async () => {
        await turn();
        name.set('ada');
      };
      await guard();
      await turn();
      expect(name.get()).toBe('ada');
    });
    expect(name.get()).toBeUndefined();
  });

  it('differs in one value only inside run(), and leaves what is around it alone', () => {
    inNewContext(() => {
      name.set('ada');
      other.set(1);
      const inside = name.run('grace', () => {
        other.set(2);
        return [name.get(), other.get()];
      });
      expect(inside).toEqual(['grace', 2]);
      expect([name.get(), other.get()]).toEqual(['ada', 1]);
    });
  });

  it('is empty in a new context, wherever that is opened', () => {
    expect(name.run('ada', () => inNewContext(() => name.get()))).toBeUndefined();
  });

  it('mixes nothing up among contexts that take turns', async () => {
    const seen = await Promise.all(
      Array.from({ length: 200 }, (_, number) =>
        inNewContext(async () => {
          other.set(number);
          await turn();
          return other.get();
        }),
      ),
    );
    expect(seen).toEqual(seen.map((_, number) => number));
  });

  it('refuses to set outside of any', () => {
    expect(() => {
      name.set('ada');
    }).toThrow(NoContextError);
  });
});
