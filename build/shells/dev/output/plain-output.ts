import { type Colors, type ShowDiagnostics } from '../format-dev-event.ts';
import { describeEvents } from './describe-events.ts';
import { type DevOutput, type DevStreams } from './dev-output.ts';

/** Plain lines, for pipes, CI and terminals that cannot be drawn on. */
export function plainOutput(
  { stdout, stderr }: DevStreams,
  colors: Colors,
  show?: ShowDiagnostics,
): DevOutput {
  const describe = describeEvents(colors, show);
  return {
    report(event) {
      const text = describe(event);
      if (text !== '') stdout.write(`${text}\n`);
    },
    appOutput: 'stdout',
    refuse(message) {
      stderr.write(`${message}\n`);
    },
    close: () => undefined,
  };
}
