import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { manifestJsonSchema } from '../../../../../build/pipeline/discover/manifest-json-schema.ts';

const published = join(import.meta.dirname, '../../../../../docs/component.schema.json');

it('the published JSON Schema of component.json is the one the check is made from', () => {
  expect(readFileSync(published, 'utf8')).toBe(manifestJsonSchema());
});
