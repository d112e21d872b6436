import { describe, expect, it } from '@jest/globals';
import { startObjectOutput } from '../../../../../../build/shells/dev/output/start-object-output.ts';
import { buildFailed, ready, rememberingStreams } from './dev-streams.ts';

describe('startObjectOutput', () => {
  it('prints one object when the application serves, and nothing after it', () => {
    const { streams, stdout } = rememberingStreams();
    const output = startObjectOutput(streams);
    output.report({
      event: 'pending-migrations',
      migrations: ['1_later'],
      command: 'npx prisma migrate dev',
    });
    output.report(ready);
    output.report(buildFailed);
    output.report({ event: 'stopped' });
    expect(JSON.parse(stdout())).toEqual({
      ok: true,
      url: 'http://127.0.0.1:3000',
      ms: 900,
      diagnostics: [],
      pendingMigrations: ['1_later'],
    });
  });

  it('says what keeps the application from serving, with the diagnostics', () => {
    const { streams, stdout } = rememberingStreams();
    const diagnostics = [{ code: 'SCHEMA.INVALID', severity: 'error', message: 'No.' }] as const;
    startObjectOutput(streams).report({ ...buildFailed, diagnostics });
    expect(JSON.parse(stdout())).toEqual({
      ok: false,
      message: 'broken',
      diagnostics,
      pendingMigrations: [],
    });
  });

  it.each([
    [{ event: 'crashed', cause: 'It was killed.' } as const, 'It was killed.'],
    [{ event: 'app-stopped', reason: 'It ended.' } as const, 'It ended.'],
    [{ event: 'stopped' } as const, 'It was stopped before it served.'],
  ])('counts %j before the first answer as a failed start', (event, message) => {
    const { streams, stdout } = rememberingStreams();
    startObjectOutput(streams).report(event);
    expect(JSON.parse(stdout())).toMatchObject({ ok: false, message });
  });

  it('says why nothing starts', () => {
    const { streams, stdout, stderr } = rememberingStreams();
    startObjectOutput(streams).refuse('Port 3000 is in use.');
    expect(JSON.parse(stdout())).toMatchObject({ ok: false, message: 'Port 3000 is in use.' });
    expect(stderr()).toBe('Port 3000 is in use.\n');
  });
});
