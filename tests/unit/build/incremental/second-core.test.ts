import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import {
  createSecondCore,
  noSecondCore,
  type SecondCore,
} from '../../../../build/incremental/second-core.ts';
import { readCodeWith } from '../../../../build/pipeline/discover/code/read-code-with.ts';
import { readCode } from '../../../../build/pipeline/discover/code/read-code.js';

const head = `import { Module } from '@nestjs/common';\n// naïve 😀\n`;
const kinds = [
  (at: number) => `${head}@Module({}) export class M${at} {}`,
  (at: number) => `${head}@Module({}) class M${at} {}\nexport { M${at} as N${at} };\nexport class Other {}`,
  (at: number) => `${head}export class M${at} {`,
  () => '',
];
const sources = Array.from({ length: 400 }, (_, at) => kinds[at % kinds.length]?.(at) ?? '');
const expected = sources.map((source) => readCode(source));
const core = createSecondCore();
afterEach(() => {
  core.close();
});

const find = (tried: SecondCore) => readCodeWith(tried, sources.length, () => sources);

it.each([
  ['two cores', core],
  ['one core', noSecondCore],
])('reads in many files what it reads in each alone, with %s', (_, tried) => {
  const read = find(tried);
  expect(sources.map(read)).toEqual(expected);
  expect(read(`${head}@Module({}) export class Unknown {}`)).toMatchObject({
    classes: [{ exportedAs: 'Unknown' }],
  });
});

it('hands out what the other core has worked out, and works out itself what it has not', async () => {
  const read = find(core);
  // Parsed here twice, a file gives two objects; what came from the other core is one.
  for (const source of sources) {
    if (read(source) === read(source)) break;
    expect(source).not.toBe(sources.at(-2));
    await setTimeout(5);
  }
  expect(sources.map(read)).toEqual(expected);
});

it('works out everything here when the other core fails', () => {
  const module = new URL('file:///there/is/no/such-task.js');
  const answer = core.share({ module, work: (text: string) => text.length, answersOfMessage: 1 }, [
    'a',
    'bc',
  ]);
  expect([answer(0), answer(1)]).toEqual([1, 2]);
});

it('starts nothing for a few files', () => {
  const read = () => {
    throw new RangeError('not to be called');
  };
  expect(readCodeWith(core, 20, read)(sources[0] ?? '')).toEqual(expected[0]);
});
