import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { platformVersion } from '../../../../src/platform/platform-version.ts';

it('is the version of package.json', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../../package.json'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ version: platformVersion });
});
