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
import { formatForTool, type ReportFormat } from './report-format.ts';

/** How one command shows its outcome. */
export interface Presentation<Value> {
  /** Absolute; paths in diagnostics are relative to it. */
  readonly projectDir: string;
  /** One object on stdout and nothing else there. */
  readonly json: boolean;
  /** Where a command takes `--format`; it wins over `json`. */
  readonly format?: ReportFormat | undefined;
  /** The diagnostics are what was asked for: people get them on stdout, and JSON is one line. @default false */
  readonly isReport?: boolean;
  /**
   * The fields of that object; `ok`, `left` and `diagnostics` are added. One that says itself whether it is `ok`, or
   * where its `diagnostics` stand among the fields, is listened to.
   */
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
  how: Presentation<Value>,
  io: CommandIo,
): Promise<ExitCode> {
  const { format = how.json ? 'json' : 'text', projectDir } = how;
  if (format === 'json') io.stdout.write(toJson(outcome, how));
  else if (format === 'text') await presentText(outcome, how, io);
  else io.stdout.write(await formatForTool(format, diagnosticsOf(outcome), projectDir, io.env));
  return exitCodeOf(outcome);
}

function toJson<Value>(
  outcome: Outcome<Value>,
  { fields, isReport = false }: Pick<Presentation<Value>, 'fields' | 'isReport'>,
): string {
  const left = outcome.kind === 'partly' ? { left: outcome.left } : {};
  const known = fields(knownOf(outcome));
  const object = { ok: exitCodeOf(outcome) === 0, ...known, ...left, diagnostics: diagnosticsOf(outcome) };
  return `${JSON.stringify(object, null, isReport ? undefined : 2)}\n`;
}

async function presentText<Value>(
  outcome: Outcome<Value>,
  { projectDir, isReport = false, lines, text, untold = diagnosticsOf }: Presentation<Value>,
  io: CommandIo,
): Promise<void> {
  const diagnostics = untold(outcome);
  if (diagnostics.length > 0) {
    // With the lines they are about.
    const { formatDiagnostics } = await import('../report/format-diagnostics.ts');
    const stream = isReport ? io.stdout : io.stderr;
    stream.write(formatDiagnostics(diagnostics, { projectDir, color: wantsColor(stream, io.env) }));
  }
  const told = [
    ...(lines?.(outcome) ?? []),
    ...(outcome.kind === 'partly' ? describeLeft(outcome.left) : []),
  ];
  io.stdout.write((text?.(outcome) ?? '') + told.map((line) => `${plainText(line)}\n`).join(''));
}

function describeLeft(left: readonly string[]): string[] {
  return ['done in part; left to do:', ...left.map((step) => `  ${step}`)];
}
