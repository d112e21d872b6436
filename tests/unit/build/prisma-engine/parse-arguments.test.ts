import { describe, expect, it } from '@jest/globals';
import { parseArguments } from '../../../../build/prisma-engine/parse-arguments.ts';

describe('parseArguments', () => {
  it('reads what the command line starts a server with', () => {
    const argv = [
      '--datamodels',
      'a.prisma',
      '--datamodels',
      'b.prisma',
      '--datasource',
      '{"url":"u","shadowDatabaseUrl":"s"}',
    ];
    const rest = ['--enabled-preview-features', 'views', '--extension-types', '{"types":[]}'];
    expect(parseArguments([...argv, ...rest])).toEqual({
      datamodels: ['a.prisma', 'b.prisma'],
      url: 'u',
      shadowDatabaseUrl: 's',
      command: undefined,
      print: undefined,
    });
  });

  it('takes an empty shadow URL as none', () => {
    expect(parseArguments(['--datasource', '{"url":"u","shadowDatabaseUrl":""}'])).toMatchObject({
      shadowDatabaseUrl: undefined,
    });
  });

  it('reads sub-commands after the datasource', () => {
    expect(parseArguments(['--datasource', '{"url":"u"}', 'cli', 'drop-database'])).toMatchObject({
      command: 'drop-database',
    });
  });

  it.each([
    [['cli', 'dance'], '`cli` needs one of'],
    [['serve'], 'Unknown argument `serve`'],
    [['--nope'], "Unknown option '--nope'"],
  ])('refuses %j', (argv, words) => {
    expect(() => parseArguments(argv)).toThrow(words);
  });

  it('never repeats a datasource it cannot read: it holds a password', () => {
    expect(() => parseArguments(['--datasource', '{"url": s3cret'])).toThrow(/^`--datasource` must be JSON/);
  });
});
