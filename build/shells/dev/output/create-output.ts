import pc from 'picocolors';
import { formatDiagnostics } from '../../report/format-diagnostics.ts';
import { type ShowDiagnostics } from '../format-dev-event.ts';
import { type Keyboard } from '../terminal/dev-keys.ts';
import { terminalOutput, type TerminalOutput } from '../terminal/terminal-output.ts';
import { type DevOutput, type DevStreams } from './dev-output.ts';
import { eventLinesOutput } from './event-lines-output.ts';
import { plainOutput } from './plain-output.ts';
import { startObjectOutput } from './start-object-output.ts';

/** For people; `events`: one JSON line an event; `json`: one JSON object about the start. */
export type DevOutputMode = 'people' | 'events' | 'json';

export interface OutputOptions extends DevStreams {
  readonly output: DevOutputMode;
  /** Absolute; where the files of diagnostics are. */
  readonly projectDir: string;
  /** Keys of the status area are read from it. @default none */
  readonly stdin?: Keyboard;
  readonly env: NodeJS.ProcessEnv;
}

export type ChosenOutput =
  | { readonly kind: 'terminal'; readonly output: TerminalOutput; readonly keyboard: Keyboard }
  | { readonly kind: 'lines'; readonly output: DevOutput };

/** A status area where there is a person at a terminal that can show one; lines everywhere else. */
export function createOutput(options: OutputOptions, inColor: boolean): ChosenOutput {
  const { output, stdin, stdout, env } = options;
  if (output === 'events') return { kind: 'lines', output: eventLinesOutput(options) };
  if (output === 'json') return { kind: 'lines', output: startObjectOutput(options) };
  const colors = pc.createColors(inColor);
  const show: ShowDiagnostics = (diagnostics) =>
    formatDiagnostics(diagnostics, { projectDir: options.projectDir, color: inColor }).trimEnd();
  const canDraw = stdout.isTTY === true && env['TERM'] !== 'dumb' && !env['CI'];
  if (canDraw && stdin?.isTTY === true) {
    return { kind: 'terminal', output: terminalOutput(options, colors, show), keyboard: stdin };
  }
  return { kind: 'lines', output: plainOutput(options, colors, show) };
}
