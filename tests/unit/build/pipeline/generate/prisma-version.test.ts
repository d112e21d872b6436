import { describe, expect, it } from '@jest/globals';
import {
  generatorVersion,
  refusePrismaVersion,
} from '../../../../../build/pipeline/generate/prisma-version.ts';

describe('refusePrismaVersion', () => {
  it('accepts the generator the tool brings', () => {
    expect(generatorVersion()).toMatch(/^7\./);
    expect(refusePrismaVersion('@prisma/client', generatorVersion())).toBeUndefined();
  });

  it('refuses a Prisma 8 pulled in by accident and says what to install', () => {
    expect(refusePrismaVersion('@prisma/client', '8.0.0')).toBe(
      '@prisma/client 8.0.0 is installed, but only Prisma 7 is supported: ' +
        'install it with `npm install --save-exact @prisma/client@7`.',
    );
  });
});
