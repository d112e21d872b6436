import { transformSync } from '@swc/core';

/**
 * A TypeScript file of a component as an ES module: what is only type is gone, decorators and their metadata are code,
 * as in the application's own build.
 */
export function compileCode(file: string, text: string): string {
  return transformSync(text, {
    filename: file,
    swcrc: false,
    jsc: {
      parser: { syntax: 'typescript', decorators: true, tsx: file.endsWith('x') },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      target: 'es2022',
      keepClassNames: true,
      experimental: { keepImportAttributes: true },
    },
    module: { type: 'es6' },
    sourceMaps: false,
  }).code;
}
