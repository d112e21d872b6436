import { describe, expect, it } from '@jest/globals';
import { actorOf } from '../../../../../src/platform/http/actor.ts';

function request(header: string | undefined) {
  return { header: () => header };
}

describe('actorOf', () => {
  it('is the trimmed header', () => {
    expect(actorOf(request(' ada '))).toBe('ada');
  });

  it.each([undefined, '', '  '])('is anonymous for %j', (header) => {
    expect(actorOf(request(header))).toBe('anonymous');
  });

  it('refuses a header that would not fit a column', () => {
    expect(() => actorOf(request('x'.repeat(201)))).toThrow(/longer than 200/);
  });
});
