import { expect, it } from '@jest/globals';
import { tryNames, type TriedKind } from '../../../bench/names/try-names.ts';
import { breaksClient } from '../../../build/model/names/reserved-names.ts';

/** One of each kind of outcome; `npm run try:names` tries all. */
const sample: readonly (readonly [name: string, kind: TriedKind])[] = [
  ['Proxy', 'model'],
  ['Promise', 'model'],
  ['Object', 'model'],
  ['Object', 'enum'],
  ['Symbol', 'enum'],
  ['constructor', 'model'],
  ['any', 'model'],
];

it('the table of names that break is what generating and compiling says', async () => {
  const trials = await tryNames(sample);
  expect(trials.map(({ name, kind, broken }) => [name, kind, broken !== undefined])).toEqual(
    sample.map(([name, kind]) => [name, kind, breaksClient(name, kind)]),
  );
});
