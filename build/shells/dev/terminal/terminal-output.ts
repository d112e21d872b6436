import { createLogUpdate } from 'log-update';
import { type Colors, type ShowDiagnostics } from '../format-dev-event.ts';
import { describeEvents } from '../output/describe-events.ts';
import { type DevOutput, type DevStreams } from '../output/dev-output.ts';
import { type DevStatus, firstStatus, nextStatus } from './dev-status.ts';
import { drawStatus } from './draw-status.ts';
import { wholeLines } from './whole-lines.ts';

const turnMs = 80;

/** An output with a status area that stays below everything that is printed. */
export interface TerminalOutput extends DevOutput {
  readonly update: (change: Partial<DevStatus>) => void;
  readonly status: () => DevStatus;
  /** Prints lines above the status area. */
  readonly print: (text: string) => void;
}

/** Draws on a terminal: what happened scrolls by as in a pipe, the status area stays at the bottom. */
export function terminalOutput(
  { stdout, stderr }: DevStreams,
  colors: Colors,
  show?: ShowDiagnostics,
): TerminalOutput {
  const draw = createLogUpdate(stdout);
  const describe = describeEvents(colors, show);
  let status = firstStatus;
  let tick = 0;
  let closed = false;
  let spinner: NodeJS.Timeout | undefined;

  const redraw = (): void => {
    if (!closed) draw(drawStatus(status, tick, colors));
  };
  const print = (text: string): void => {
    if (text === '') return;
    draw.clear();
    stdout.write(`${text}\n`);
    redraw();
  };
  const showStatus = (next: DevStatus): void => {
    status = next;
    if (status.busy === undefined) {
      clearInterval(spinner);
      spinner = undefined;
    } else if (!closed) {
      spinner ??= setInterval(() => {
        tick += 1;
        redraw();
      }, turnMs).unref();
    }
    redraw();
  };
  const application = wholeLines(print);
  showStatus(status);
  return {
    report(event) {
      print(describe(event));
      showStatus(nextStatus(status, event));
    },
    status: () => status,
    update(change) {
      showStatus({ ...status, ...change });
    },
    print,
    appOutput: application,
    refuse(message) {
      draw.clear();
      closed = true;
      stderr.write(`${message}\n`);
    },
    close() {
      application.flush();
      closed = true;
      clearInterval(spinner);
      draw.clear();
      draw.done();
    },
  };
}
