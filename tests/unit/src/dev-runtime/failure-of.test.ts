import { describe, expect, it } from '@jest/globals';
import { DatabaseUnreachableError } from '../../../../src/database/index.ts';
import { failureOf } from '../../../../src/dev-runtime/failure-of.ts';
import { RouteConflictError } from '../../../../src/platform/routes/route-conflict.error.ts';
import { StartupError } from '../../../../src/platform/startup.error.ts';

describe('failureOf', () => {
  it.each([
    new StartupError('Cannot start: DATABASE_URL is missing'),
    new RouteConflictError([]),
    new DatabaseUnreachableError('127.0.0.1:1/none', 5, 'refused', undefined),
  ])('leaves the stack out where the message says it all: $name', (error) => {
    expect(failureOf(error)).toEqual({ message: error.message });
  });

  it('tells where any other error comes from', () => {
    const error = new TypeError('x is not a function');
    expect(failureOf(error)).toEqual({ message: error.message, stack: error.stack });
  });

  it('takes what was thrown and is no error', () => {
    expect(failureOf('gone')).toEqual({ message: 'gone' });
  });
});
