import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../../../src/platform/logging/create-logger.ts';
import { NestLogger } from '../../../../../src/platform/logging/nest-logger.ts';

function capture(logFormat?: 'json' | 'pretty', isTTY = false) {
  const out = Object.assign(new PassThrough(), { isTTY });
  const logger = createLogger({ logLevel: 'info', logFormat }, out);
  return { logger, text: () => String(out.read() ?? '') };
}

describe('createLogger', () => {
  it('writes one JSON object a line where nobody watches', () => {
    const { logger, text } = capture();
    logger.info({ url: 'http://x' }, 'Ready');
    expect(JSON.parse(text())).toMatchObject({ level: 'info', msg: 'Ready', url: 'http://x' });
  });

  it('keeps secrets out', () => {
    const { logger, text } = capture();
    logger.info({
      req: { headers: { authorization: 'Bearer s3cret', cookie: 'sid=s3cret', accept: '*/*' } },
    });
    const line = text();
    expect(line).not.toContain('s3cret');
    expect(line).toContain('*/*');
  });

  it('is readable on a terminal', () => {
    const { logger, text } = capture(undefined, true);
    logger.warn({ context: 'Migrations' }, 'behind');
    logger.info(
      { req: { id: '1', method: 'GET', url: '/a' }, res: { statusCode: 200 }, responseTime: 3.2 },
      'x',
    );
    const lines = stripVTControlCharacters(text()).split('\n');
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d WARN {2}\[Migrations\] behind$/);
    expect(lines[1]).toMatch(/INFO {2}GET \/a 200 3 ms$/);
  });
});

describe('NestLogger', () => {
  it('keeps context and stack apart from the message', () => {
    const { logger, text } = capture();
    const error = new Error('broken');
    new NestLogger(logger).error('It failed', error.stack, 'Prisma');
    expect(JSON.parse(text())).toMatchObject({
      level: 'error',
      msg: 'It failed',
      context: 'Prisma',
      stack: error.stack,
    });
  });

  it("hides Nest's own steps and nothing else", () => {
    const { logger, text } = capture();
    const nest = new NestLogger(logger);
    nest.log('Mapped {/a, GET} route', 'RouterExplorer');
    expect(text()).toBe('');
    nest.log('hello', 'Crm');
    nest.error('bad', 'RouterExplorer');
    expect(text().trim().split('\n')).toHaveLength(2);
  });
});
