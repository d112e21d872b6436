import { describe, expect, it } from '@jest/globals';
import { asksForHtml } from '../../../../../src/platform/page/asks-for-html.ts';

describe('asksForHtml', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['*/*', false],
    ['application/json', false],
    ['text/html', true],
    ['text/*', true],
    ['Text/HTML , */*;q=0.8', true],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8', true],
    ['text/html;q=0.5, application/json', false],
    ['application/json;q=0.5, text/html', true],
    ['text/html;q=0, */*', false],
    ['text/html;q=wrong', false],
  ])('of %s says %s', (accept, expected) => {
    expect(asksForHtml(accept)).toBe(expected);
  });
});
