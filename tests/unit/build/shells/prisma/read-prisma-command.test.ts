import { describe, expect, it } from '@jest/globals';
import { readPrismaCommand, readUrlOption } from '../../../../../build/shells/prisma/read-prisma-command.ts';

const read = (line: string) => readPrismaCommand(line.split(' '));

describe('readPrismaCommand', () => {
  it.each(['generate', 'validate', 'format', 'format --check'])('%s starts no database', (line) => {
    expect(read(line)).toMatchObject({ schema: true, database: 'none' });
  });

  it.each([
    'migrate dev --name x',
    'migrate deploy',
    'migrate reset --force',
    'migrate status',
    'db push',
    'db pull',
  ])('%s runs on the database with the rights to migrate', (line) => {
    expect(read(line)).toMatchObject({ schema: true, database: 'migration' });
  });

  it.each(['studio', 'studio --port 5555', 'db seed'])(
    '%s works with the rights of the app, on tables',
    (line) => {
      expect(read(line)).toMatchObject({ database: 'app', tables: true });
    },
  );

  it('compares schema files without a database, migrations with one', () => {
    expect(read('migrate diff --from-empty --to-schema prisma/schema')).toMatchObject({ database: 'none' });
    expect(read('migrate diff --from-migrations prisma/migrations --to-empty')).toMatchObject({
      database: 'migration',
    });
  });

  it.each(['', '--version', 'migrate dev --help', 'init', 'debug', 'telemetry'])(
    '"%s" needs nothing',
    (line) => {
      expect(read(line)).toEqual({
        schema: false,
        database: 'none',
        tables: false,
        adopts: false,
        guarded: false,
        compares: false,
        pushes: false,
      });
    },
  );

  it.each([
    'migrate dev',
    'migrate reset --force',
    'db push --accept-data-loss',
    '--config other.ts migrate reset',
    'migrate --config other.ts reset',
  ])('%s is guarded', (line) => {
    expect(read(line)).toMatchObject({ guarded: true });
  });

  it.each(['migrate deploy', 'migrate status', 'migrate resolve --applied x', 'db pull', 'studio'])(
    '%s is not guarded',
    (line) => {
      expect(read(line)).toMatchObject({ guarded: false, compares: false });
    },
  );
});

describe('readUrlOption', () => {
  it.each([
    ['db push --url postgresql://a/b', 'postgresql://a/b'],
    ['db push --url=postgresql://a/b?x=1', 'postgresql://a/b?x=1'],
    ['db push --url=postgresql://a/b --url postgresql://c/d', 'postgresql://c/d'],
    ['db push', undefined],
  ])('%s', (line, url) => {
    expect(readUrlOption(line.split(' '))).toBe(url);
  });
});
