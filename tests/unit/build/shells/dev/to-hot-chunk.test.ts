import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { toHotChunk } from '../../../../../build/shells/dev/to-hot-chunk.ts';

const chunk = `/* banner */
import * as __WEBPACK_EXTERNAL_MODULE_a__ from "node:path";
import { join as b } from "node:path/posix";
export const __webpack_esm_ids__ = null;
export const __webpack_esm_modules__ = { "./x.ts"() { return __WEBPACK_EXTERNAL_MODULE_a__.sep + b("x", "y"); } };
export const __webpack_esm_runtime__ = function () {};
`;

describe('toHotChunk', () => {
  it('makes a function body of a chunk, its imports handed in', async () => {
    const { externals, code } = toHotChunk(chunk);
    expect(externals).toEqual(['node:path', 'node:path/posix']);
    const namespaces = await Promise.all(externals.map((name): Promise<unknown> => import(name)));
    const run: unknown = Reflect.construct(Function, ['externals', code]);
    if (typeof run !== 'function') throw new Error('not a function');
    const exported: unknown = Reflect.apply(run, undefined, [namespaces]);
    expect(exported).toMatchObject({ __webpack_esm_ids__: null });
    const { __webpack_esm_modules__: modules } = z
      .object({ __webpack_esm_modules__: z.record(z.string(), z.custom<() => string>()) })
      .parse(exported);
    expect(modules['./x.ts']?.()).toBe('/x/y');
  });

  it('asks for a package only where it is used, so that one that cannot be loaded fails there', () => {
    const { externals, code } = toHotChunk(
      chunk.replace('import { join as b } from "node:path/posix";\n', ''),
    );
    expect(externals).toEqual(['node:path']);
    const run: unknown = Reflect.construct(Function, ['externals', code]);
    if (typeof run !== 'function') throw new Error('not a function');
    const broken = Object.defineProperty([], 0, {
      get: () => {
        throw new Error('cannot be loaded');
      },
    });
    const { __webpack_esm_modules__: modules } = z
      .object({ __webpack_esm_modules__: z.record(z.string(), z.custom<() => string>()) })
      .parse(Reflect.apply(run, undefined, [broken]));
    expect(() => modules['./x.ts']?.()).toThrow('cannot be loaded');
  });

  it('refuses what is no hot update as it knows them', () => {
    expect(() => toHotChunk('self["webpackHotUpdate"]("main", {});')).toThrow(
      'a form that is not known here',
    );
  });
});
