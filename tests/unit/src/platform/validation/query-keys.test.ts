import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { queryKeysOf } from '../../../../../src/platform/validation/query-keys.ts';

const Plain = z.object({ from: z.coerce.date().optional(), to: z.string().optional() });

@Controller()
class EveryController {
  @Get('none')
  none(): string {
    return '';
  }

  @Get('named')
  named(@Query('a') a: string, @Query('b') b: string): string {
    return a + b;
  }

  @Get('plain')
  plain(@Query({ schema: Plain }) query: z.infer<typeof Plain>, @Query('more') more: string): unknown {
    return [query, more];
  }

  @Get('union')
  union(
    @Query({ schema: z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]) }) query: unknown,
  ) {
    return query;
  }

  @Get('strict')
  strict(@Query({ schema: z.strictObject({ a: z.string() }) }) query: unknown): unknown {
    return query;
  }

  @Get('loose')
  loose(@Query({ schema: z.looseObject({ a: z.string() }) }) query: unknown): unknown {
    return query;
  }

  @Get('anything')
  anything(@Query() query: unknown): unknown {
    return query;
  }

  @ApiQuery({ name: 'token' })
  @Get('by-hand')
  byHand(@Req() request: unknown): unknown {
    return request;
  }
}

const keysOf = (method: keyof EveryController) => {
  const handler: unknown = Reflect.get(EveryController.prototype, method);
  if (typeof handler !== 'function') throw new Error(`${method} is no method`);
  const { names, isOpen } = queryKeysOf(EveryController, handler);
  return { names: [...names].sort(), isOpen };
};

describe('queryKeysOf', () => {
  it.each([
    { method: 'none', names: [] },
    { method: 'named', names: ['a', 'b'] },
    { method: 'plain', names: ['from', 'more', 'to'] },
    { method: 'union', names: ['a', 'b'] },
    { method: 'byHand', names: ['token'] },
  ] as const)('finds what $method declares', ({ method, names }) => {
    expect(keysOf(method)).toEqual({ names, isOpen: false });
  });

  it.each(['strict', 'loose', 'anything'] as const)('leaves %s to itself', (method) => {
    expect(keysOf(method).isOpen).toBe(true);
  });
});
