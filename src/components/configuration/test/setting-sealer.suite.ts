import { describe, expect, it } from '@jest/globals';
import { SettingSealer } from '../setting-sealer.ts';

const sealerWith = (secret: string | undefined) => new SettingSealer({ name: 'test', variables: {}, secret });

describe('SettingSealer', () => {
  it('opens what it sealed, and seals the same value differently each time', () => {
    const sealer = sealerWith('one');
    const value = { user: 'ada', tokens: ['x', 'y'] };

    expect(sealer.open('k', sealer.seal('k', value))).toEqual(value);
    expect(sealer.seal('k', value)).not.toEqual(sealer.seal('k', value));
  });

  it('does not open under another key, with another secret or without one', () => {
    const sealed = sealerWith('one').seal('k', 'value');

    expect(() => sealerWith('one').open('other', sealed)).toThrow(/another CONFIGURATION_SECRET/);
    expect(() => sealerWith('two').open('k', sealed)).toThrow(/another CONFIGURATION_SECRET/);
    expect(() => sealerWith(undefined).open('k', sealed)).toThrow(/need CONFIGURATION_SECRET/);
    expect(() => sealerWith(undefined).seal('k', 'value')).toThrow(/need CONFIGURATION_SECRET/);
    expect(() => sealerWith('one').open('k', 'in clear')).toThrow(/is sensitive and not sealed/);
    expect(() => sealerWith('one').open('k', { ...sealed, tag: '' })).toThrow(/another CONFIGURATION_SECRET/);
  });
});
