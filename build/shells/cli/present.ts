import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import {
  diagnosticsOf,
  exitCodeOf,
  knownOf,
  type ExitCode,
  type Outcome,
} from '../../diagnostics/outcome.ts';
import { plainText } from '../../diagnostics/plain-text.ts';
import { wantsColor } from '../../diagnostics/wants-color.ts';
import { type CommandIo } from './command.ts';

/** How one command shows its outcome. */
export interface Presentation<Value> {
  /** Absolute; paths in diagnostics are relative to it. */
  readonly projectDir: string;
  /** One object on stdout and nothing else there. */
  readonly json: boolean;
  /** The fields of that object beside `ok`, `left` and `diagnostics`. */
  readonly fields: (known: Value | undefined) => object;
  /** Lines for people. */
  readonly lines?: (outcome: Outcome<Value>) => readonly string[];
  /** Text for people that is safe for a terminal as it is, where it has colours of its own. */
  readonly text?: (outcome: Outcome<Value>) => string;
  /** The diagnostics that the text does not show already. @default all */
  readonly untold?: (outcome: Outcome<Value>) => readonly Diagnostic[];
}

/** The one place where an outcome becomes text or JSON, and an exit code. */
export async function present<Value>(
  outcome: Outcome<Value>,
  { projectDir, json, fields, lines, text, untold = diagnosticsOf }: Presentation<Value>,
  io: CommandIo,
): Promise<ExitCode> {
  const exitCode = exitCodeOf(outcome);
  const diagnostics = diagnosticsOf(outcome);
  if (json) {
    const left = outcome.kind === 'partly' ? { left: outcome.left } : {};
    const object = { ok: exitCode === 0, ...fields(knownOf(outcome)), ...left, diagnostics };
    io.stdout.write(`${JSON.stringify(object, null, 2)}\n`);
    return exitCode;
  }
  await presentDiagnostics(untold(outcome), projectDir, io);
  const told = [
    ...(lines?.(outcome) ?? []),
    ...(outcome.kind === 'partly' ? describeLeft(outcome.left) : []),
  ];
  io.stdout.write((text?.(outcome) ?? '') + told.map((line) => `${plainText(line)}\n`).join(''));
  return exitCode;
}

/** Diagnostics on stderr, with the lines they are about. */
async function presentDiagnostics(
  diagnostics: readonly Diagnostic[],
  projectDir: string,
  io: CommandIo,
): Promise<void> {
  if (diagnostics.length === 0) return;
  const { formatDiagnostics } = await import('../report/format-diagnostics.ts');
  io.stderr.write(formatDiagnostics(diagnostics, { projectDir, color: wantsColor(io.stderr, io.env) }));
}

function describeLeft(left: readonly string[]): string[] {
  return ['done in part; left to do:', ...left.map((step) => `  ${step}`)];
}
