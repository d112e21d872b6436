import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { handlerFor } from '../../../../../src/platform/fastify/route-handler.ts';
import { routePatterns } from '../../../../../src/platform/fastify/route-patterns.ts';

describe('routePatterns', () => {
  it.each([
    ['/', [{ url: '/' }]],
    ['/users/:id', [{ url: '/users/:id' }]],
    ['/docs/*path', [{ url: '/docs/*', wildcard: 'path' }]],
    ['/docs{/*path}', [{ url: '/docs' }, { url: '/docs/*', wildcard: 'path' }]],
    ['/panel{/:tab}', [{ url: '/panel' }, { url: '/panel/:tab' }]],
    ['{/:tab}', [{ url: '/' }, { url: '/:tab' }]],
    ['/a{/:b}/c{/:d}', [{ url: '/a/c' }, { url: '/a/c/:d' }, { url: '/a/:b/c' }, { url: '/a/:b/c/:d' }]],
    ['/:lat-:lng', [{ url: '/:lat-:lng' }]],
    ['/time/\\:now', [{ url: '/time/::now' }]],
    ['*', [{ url: '/*' }]],
    ['/files/*', [{ url: '/files/*' }]],
  ])('writes %s as Fastify does', (path, patterns) => {
    expect(routePatterns(path)).toEqual(patterns);
  });

  it('refuses what goes on after a wildcard, and what is no path', () => {
    expect(() => routePatterns('/a/*rest/b')).toThrow(
      'The path "/a/*rest/b" goes on after a wildcard, which no router of this platform can match.',
    );
    expect(() => routePatterns('/broken/:')).toThrow(/parameter name/);
  });
});

describe('handlerFor', () => {
  const [pattern] = routePatterns('/docs/*path');
  const notFound = { callNotFound: () => 'not found' };

  it('gives a wildcard its name and segments, and no empty one', () => {
    const handler = handlerFor(({ params }) => params, pattern ?? { url: '' });
    expect(handler({ params: { '*': 'a/b', id: '1' } }, notFound)).toEqual({ path: ['a', 'b'], id: '1' });
    expect(handler({ params: { '*': '' } }, notFound)).toBe('not found');
  });

  it('keeps what a handler says of itself', () => {
    const versioned = Object.assign(() => undefined, { version: '2' });
    Reflect.defineMetadata('key', 'value', versioned);
    const handler = handlerFor(versioned, pattern ?? { url: '' });
    expect(Reflect.get(handler, 'version')).toBe('2');
    expect(Reflect.getMetadata('key', handler)).toBe('value');
  });
});
