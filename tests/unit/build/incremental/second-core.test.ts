import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import {
  createSecondCore,
  noSecondCore,
  type SecondCore,
} from '../../../../build/incremental/second-core.ts';
import { findClassesWith } from '../../../../build/pipeline/discover/find-classes.ts';
import { findModuleClasses } from '../../../../build/pipeline/discover/find-module-class.js';

const head = `import { Module } from '@nestjs/common';\n// naïve 😀\n`;
const kinds = [
  (at: number) => `${head}@Module({}) export class M${at} {}`,
  (at: number) => `${head}@Module({}) class M${at} {}\nexport { M${at} as N${at} };\nexport class Other {}`,
  (at: number) => `${head}export class M${at} {`,
  () => '',
];
const sources = Array.from({ length: 400 }, (_, at) => kinds[at % kinds.length]?.(at) ?? '');
const expected = sources.map((source) => findModuleClasses(source));
const core = createSecondCore();
afterEach(() => {
  core.close();
});

const find = (tried: SecondCore) => findClassesWith(tried, sources.length, () => sources);

it.each([
  ['two cores', core],
  ['one core', noSecondCore],
])('finds in many files what it finds in each alone, with %s', (_, tried) => {
  const classes = find(tried);
  expect(sources.map(classes)).toEqual(expected);
  expect(classes(`${head}@Module({}) export class Unknown {}`)).toMatchObject({
    modules: [{ name: 'Unknown' }],
  });
});

it('hands out what the other core has worked out, and works out itself what it has not', async () => {
  const classes = find(core);
  // Parsed here twice, a file gives two objects; what came from the other core is one.
  for (const source of sources) {
    if (classes(source) === classes(source)) break;
    expect(source).not.toBe(sources.at(-2));
    await setTimeout(5);
  }
  expect(sources.map(classes)).toEqual(expected);
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
  expect(findClassesWith(core, 20, read)).toBe(findModuleClasses);
});
