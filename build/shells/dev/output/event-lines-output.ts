import { type DevOutput, type DevStreams } from './dev-output.ts';

/** `--events`: every event is one JSON object on one line of standard output; everything else is on standard error. */
export function eventLinesOutput({ stdout, stderr }: DevStreams): DevOutput {
  const print = (event: object): void => {
    stdout.write(`${JSON.stringify(event)}\n`);
  };
  return {
    report: print,
    appOutput: 'stderr',
    refuse(message) {
      stderr.write(`${message}\n`);
      print({ event: 'cannot-start', message });
    },
    close: () => undefined,
  };
}
