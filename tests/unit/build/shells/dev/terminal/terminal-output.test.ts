import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pc from 'picocolors';
import {
  terminalOutput,
  type TerminalOutput,
} from '../../../../../../build/shells/dev/terminal/terminal-output.ts';
import { TerminalScreen } from '../../../../../support/terminal-screen.ts';
import { buildFailed, ready } from '../output/dev-streams.ts';

const keys = '  r restart · o open · m migrations · q quit';
const url = ready.url;

describe('terminalOutput', () => {
  let screen: TerminalScreen;
  let output: TerminalOutput;
  beforeEach(() => {
    screen = new TerminalScreen();
    output = terminalOutput({ stdout: screen, stderr: new PassThrough() }, pc.createColors(false));
  });
  afterEach(() => {
    output.close();
  });
  const area = (): string[] => screen.text.split('\n').slice(-3);

  it('shows that it starts, and then where it serves', () => {
    expect(area()).toEqual(['⠋ not serving', '  starting', keys]);
    output.report(ready);
    output.update({ components: 7 });
    expect(area()).toEqual([`✔ ${url} · 7 components`, '  last: started in 40 ms', keys]);
  });

  it('keeps the area below everything that is printed, once', () => {
    output.report(ready);
    output.report({ event: 'changed', files: ['src/main.ts'] });
    const swapped = { components: ['crm'], swapped: ['controller'], kept: ['client'], ms: { total: 64 } };
    output.report({ event: 'swapped', ...swapped });
    expect(screen.text.split('\n')).toEqual([
      `ready     ${url} (application 40 ms, 900 ms after the start)`,
      'swapped   crm: controller in 64 ms (client kept)',
      '',
      `✔ ${url}`,
      '  last: started in 40 ms, 64 ms',
      keys,
    ]);
  });

  it('prints what the application says line by line, however it comes', () => {
    const { appOutput } = output;
    if (typeof appOutput === 'string') throw new Error('The application would write over the status area.');
    const bytes = Buffer.from('grüße\nsecond\nthird');
    appOutput.write(bytes.subarray(0, 3));
    appOutput.write(bytes.subarray(3));
    expect(screen.text).toMatch(/^grüße\nsecond\n\n⠋/);
    output.close();
    expect(screen.text).toBe('grüße\nsecond\nthird');
  });

  it('says that only a part is mounted', () => {
    output.report({ event: 'part-mounted', components: ['crm', 'users'], of: 50 });
    output.report(ready);
    expect(area()[0]).toBe(`✔ ${url} · 2 of 50 components`);
  });

  it('says what needs attention', () => {
    output.report(ready);
    output.report({
      event: 'pending-migrations',
      migrations: ['1_later'],
      command: 'npx prisma migrate dev',
    });
    const diagnostics = [{ code: 'TYPES.INVALID', severity: 'error', message: 'TS1: no.' }] as const;
    output.report({ event: 'types-checked', diagnostics, ms: 3 });
    output.report(buildFailed);
    expect(area()).toEqual([
      `✔ ${url} · 1 pending migration · 1 type error`,
      '  last: started in 40 ms, failed',
      keys,
    ]);
  });

  it('says that the database is behind until it has caught up', () => {
    const behind = {
      event: 'database-behind',
      components: ['crm'],
      command: 'npx prisma migrate dev',
    } as const;
    output.report(ready);
    output.report({ ...behind, missing: ['table "CrmDeal" is missing'] });
    expect(area()[0]).toBe(`✔ ${url} · database behind`);
    output.report({ ...behind, missing: [] });
    expect(area()[0]).toBe(`✔ ${url}`);
    expect(screen.text).toContain('it has what the code expects again');
  });

  it('leaves the terminal with the lines and without the area', () => {
    output.report(ready);
    output.report({ event: 'stopped' });
    output.close();
    expect(screen.text).toMatch(
      /^ready .*\nStopped\. Nothing of this project is left running by this command\.$/,
    );
  });
});
