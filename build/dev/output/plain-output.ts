import { type Colors, formatDevEvent } from '../format-dev-event.ts';
import { type DevOutput, type DevStreams } from './dev-output.ts';

/** Plain lines, for pipes, CI and terminals that cannot be drawn on. */
export function plainOutput({ stdout, stderr }: DevStreams, colors: Colors): DevOutput {
  return {
    report(event) {
      const text = formatDevEvent(event, colors);
      if (text !== '') stdout.write(`${text}\n`);
    },
    appOutput: 'stdout',
    refuse(message) {
      stderr.write(`${message}\n`);
    },
    close: () => undefined,
  };
}
