import { describe, expect, it } from '@jest/globals';
import { eventLinesOutput } from '../../../../../../build/shells/dev/output/event-lines-output.ts';
import { buildFailed, ready, rememberingStreams } from './dev-streams.ts';

describe('eventLinesOutput', () => {
  it('prints each event as one line of JSON, whatever its texts hold', () => {
    const { streams, stdout } = rememberingStreams();
    const output = eventLinesOutput(streams);
    const multiLine = { ...buildFailed, errors: 'first\nsecond' };
    output.report(multiLine);
    output.report(ready);
    const lines: unknown[] = stdout()
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines).toEqual([multiLine, ready]);
  });

  it('says to people and to programs why nothing starts', () => {
    const { streams, stdout, stderr } = rememberingStreams();
    eventLinesOutput(streams).refuse('Port 3000 is in use.');
    expect(JSON.parse(stdout())).toEqual({ event: 'cannot-start', message: 'Port 3000 is in use.' });
    expect(stderr()).toBe('Port 3000 is in use.\n');
  });

  it('leaves standard output to the events', () => {
    expect(eventLinesOutput(rememberingStreams().streams).appOutput).toBe('stderr');
  });
});
