import { setTimeout } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { findClassesOnTwoCores } from '../../../../../build/pipeline/discover/find-classes-on-two-cores.ts';
import { findModuleClasses } from '../../../../../build/pipeline/discover/find-module-class.js';

const head = `import { Module } from '@nestjs/common';\n// naïve 😀\n`;
const kinds = [
  (at: number) => `${head}@Module({}) export class M${at} {}`,
  (at: number) => `${head}@Module({}) class M${at} {}\nexport { M${at} as N${at} };\nexport class Other {}`,
  (at: number) => `${head}export class M${at} {`,
  () => '',
];
const sources = Array.from({ length: 400 }, (_, at) => kinds[at % kinds.length]?.(at) ?? '');
const lastOne = sources.at(-2);
const expected = sources.map((source) => findModuleClasses(source));

it('finds in many files what it finds in each alone', () => {
  const find = findClassesOnTwoCores(sources.length, () => sources);
  expect(sources.map(find)).toEqual(expected);
  expect(find(`${head}@Module({}) export class Unknown {}`)).toMatchObject({
    modules: [{ name: 'Unknown' }],
  });
});

it('hands out what the other core has found', async () => {
  const find = findClassesOnTwoCores(sources.length, () => sources);
  // Looked through here twice, a file gives two objects; what came from the other core is one.
  for (const source of sources) {
    if (find(source) === find(source)) break;
    expect(source).not.toBe(lastOne);
    await setTimeout(25);
  }
  expect(sources.map(find)).toEqual(expected);
});

it('starts nothing for a few files', () => {
  const read = () => {
    throw new Error('nobody asked');
  };
  expect(findClassesOnTwoCores(20, read)).toBe(findModuleClasses);
});
