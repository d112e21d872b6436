import { describe, expect, it } from '@jest/globals';
import { partOfRegistry } from '../../../../../src/platform/components/part-of-registry.ts';
import { type RegisteredComponent } from '../../../../../src/platform/components/registered-component.ts';

function component(name: string, ...requires: string[]): RegisteredComponent {
  return { name, requires, version: '1.0.0', path: '', optional: false, models: [], module: undefined };
}

const registry = {
  components: [
    component('users'),
    component('files'),
    component('crm', 'users'),
    component('billing', 'crm'),
  ],
  migrations: ['1_first'],
};
const names = (only?: string): string[] => partOfRegistry(registry, only).components.map(({ name }) => name);

describe('partOfRegistry', () => {
  it('keeps what is asked for and everything it requires, in mount order', () => {
    expect(names('billing')).toEqual(['users', 'crm', 'billing']);
    expect(names('files,crm')).toEqual(['users', 'files', 'crm']);
  });

  it('is everything when nothing is asked for, and keeps the migrations', () => {
    expect([partOfRegistry(registry), partOfRegistry(registry, '')]).toEqual([registry, registry]);
    expect(partOfRegistry(registry, 'users').migrations).toEqual(['1_first']);
  });

  it('leaves out names that are not there (any more)', () => {
    expect(names('gone,users')).toEqual(['users']);
  });
});
