import { describe, expect, it } from '@jest/globals';
import { ESLint, Linter } from 'eslint';
import { z } from 'zod';

const Config = z.object({
  rules: z.object({ 'no-restricted-imports': z.custom<Linter.RuleEntry>(Array.isArray) }),
});

/** What the rule of eslint.config.js says about an import in a file. */
async function complaints(file: string, source: string): Promise<string[]> {
  const { rules } = Config.parse(await new ESLint().calculateConfigForFile(file));
  return new Linter()
    .verify(`import { x } from '${source}'; x();`, [{ rules }])
    .map(({ message }) => message);
}

describe('imports of components', () => {
  it.each([
    'express',
    'express/lib/router',
    'fastify',
    '@fastify/middie',
    '@nestjs/platform-express',
    '@nestjs/platform-fastify/multipart',
  ])('may not name the HTTP adapter: %s', async (source) => {
    expect(await complaints('src/components/demo/posts/posts.controller.ts', source)).toEqual([
      expect.stringContaining('A component does not see the HTTP adapter'),
    ]);
  });

  it.each(['@nestjs/common', 'express-rate', '@/platform'])('may name %s', async (source) => {
    expect(await complaints('src/components/demo/posts/posts.controller.ts', source)).toEqual([]);
  });
});
