import { describe, expect, it } from '@jest/globals';
import { KeptValues } from '../../../../src/dev-runtime/kept-values.ts';

const isMap = (value: unknown): value is Map<string, number> => value instanceof Map;

describe('KeptValues', () => {
  function createKept() {
    const values = new KeptValues();
    values.share();
    const disposed: unknown[] = [];
    const dispose = (value: unknown): void => {
      disposed.push(value);
    };
    const map = { create: () => new Map<string, number>(), matches: isMap, dispose };
    return { values, disposed, map };
  }

  it('hands a value on, and disposes of it after its last user', async () => {
    const { values, disposed, map } = createKept();
    const first = values.take('crm/cache', map);
    first.value.set('a', 1);
    const second = values.take('crm/cache', map);
    expect(second.value.get('a')).toBe(1);
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    await first.giveBack();
    expect(disposed).toEqual([]);
    await second.giveBack();
    expect(disposed).toEqual([first.value]);
    expect(values.take('crm/cache', map).value).not.toBe(first.value);
  });

  it('makes a new value when the kept one has another shape, and leaves that to its user', async () => {
    const { values, disposed, map } = createKept();
    const isSet = (value: unknown): value is Set<string> => value instanceof Set;
    const old = values.take('crm/cache', map);
    const next = values.take('crm/cache', { create: () => new Set<string>(), matches: isSet });
    expect(next.value).toBeInstanceOf(Set);
    // The application with the new shape was refused: the next one finds what the serving one has.
    await next.giveBack();
    expect(values.take('crm/cache', map).value).toBe(old.value);
    expect(disposed).toEqual([]);
  });

  it('lets two applications of one process have nothing in common unless it is told to', () => {
    const values = new KeptValues();
    const { map } = createKept();
    expect(values.take('crm/cache', map).value).not.toBe(values.take('crm/cache', map).value);
  });
});
