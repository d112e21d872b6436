import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { type CommandIo, type ExitCode } from './command.ts';

/** How far a backfill is on one database. */
export interface BackfillState {
  readonly name: string;
  readonly state: 'not started' | 'partial' | 'complete';
  /** Rows that were looked at, and those that were written. */
  readonly walked: number;
  readonly rows: number;
  readonly batches: number;
  /** Whether the file does something else by now. */
  readonly changed: boolean;
}

export interface BackfillAnswer {
  readonly exitCode: ExitCode;
  readonly states?: readonly BackfillState[];
  readonly diagnostics?: readonly Diagnostic[];
}

/** One JSON object, or words. */
export async function printBackfills(
  { exitCode, states = [], diagnostics = [] }: BackfillAnswer,
  projectDir: string,
  { json }: { readonly json: boolean },
  io: CommandIo,
): Promise<void> {
  if (json) {
    io.stdout.write(`${JSON.stringify({ ok: exitCode === 0, backfills: states, diagnostics }, null, 2)}\n`);
    return;
  }
  const { formatDiagnostics } = await import('./print-report.ts');
  io.stderr.write(formatDiagnostics(diagnostics, { projectDir, color: wantsColor(io.stderr, io.env) }));
  if (states.length === 0 && exitCode === 0) io.stdout.write('there are no backfills\n');
  for (const one of states) io.stdout.write(`${describeState(one)}\n`);
}

function describeState({ name, state, walked, rows, changed }: BackfillState): string {
  if (state === 'not started') return `${name}: not started`;
  const counts = `${String(walked)} rows looked at, ${String(rows)} written`;
  const note = changed ? '; the file is another one since (--restart begins again)' : '';
  return `${name}: ${state}, ${counts}${note}`;
}
