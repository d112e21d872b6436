import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import fastGlob from 'fast-glob';

const declaration =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|interface|type|class) (\w+)/gm;

it('gives each exported name of build/ and contract/ one meaning: one file declares it', () => {
  const files = fastGlob.sync(['build/**/*.{ts,js}', 'contract/**/*.ts']);
  expect(files.length).toBeGreaterThan(500);
  const declaredIn = new Map<string, Set<string>>();
  for (const file of files) {
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(declaration)) {
      declaredIn.set(name, (declaredIn.get(name) ?? new Set()).add(file));
    }
  }
  const twice = [...declaredIn].filter(([, places]) => places.size > 1);
  expect(twice.map(([name, places]) => `${name}: ${[...places].join(', ')}`)).toEqual([]);
});
