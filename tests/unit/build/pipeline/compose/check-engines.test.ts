import { describe, expect, it } from '@jest/globals';
import { checkEngines } from '../../../../../build/pipeline/compose/check-engines.ts';
import { type DiscoveredComponent } from '../../../../../build/model/discovered-component.ts';

const location = { file: 'package.json', line: 3, column: 5 };

function component(range: string, more: Partial<DiscoveredComponent> = {}): DiscoveredComponent {
  const about = { name: 'crm', path: 'crm', version: '1.0.0', description: '', requires: [], schemas: [] };
  return { ...about, optional: false, engine: { range, location }, ...more };
}

describe('checkEngines', () => {
  it.each([
    ['^0.2.0', '0.2.5', true],
    ['^0.2.0', '0.3.0', false],
    ['^0.3.0', '0.3.0-beta.1', false],
    ['^0.3.0-beta.1', '0.3.0-beta.2', true],
    ['^0.2.0', '0.3.0-beta.1', false],
    ['^0.2.0 || ^0.4.0', '0.3.0', false],
  ])('%s takes %s: %s', (range, version, fits) => {
    expect(checkEngines([component(range)], version)).toHaveLength(fits ? 0 : 1);
  });

  it('says which side is behind, with the command', () => {
    const hint = (range: string, more = {}) => checkEngines([component(range, more)], '0.3.0')[0]?.hint;
    expect(hint('^0.4.0')).toBe('Move the platform: `npm install "nestjs-tessera@^0.4.0"`.');
    expect(hint('^0.2.0')).toContain('write "^0.3.0" here');
    expect(hint('^0.2.0', { package: '@acme/crm' })).toContain(
      '`tessera component upgrade crm @acme/crm@latest`',
    );
  });

  it('leaves a disabled component alone until it is enabled', () => {
    expect(checkEngines([component('^9.0.0', { isDisabled: true })], '0.3.0')).toEqual([]);
  });
});
