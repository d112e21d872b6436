import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';

const located =
  /^(?<file>.+?)\((?<line>\d+),(?<column>\d+)\): (?<severity>error|warning) (?<message>TS\d+: .*)$/;
const general = /^(?<severity>error|warning) (?<message>TS\d+: .*)$/;

/**
 * What the compiler prints without `--pretty`, as diagnostics; indented lines belong to the message before them.
 * @param output its files are relative to the project
 */
export function readTypeErrors(output: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const line of output.split(/\r?\n/)) {
    const groups = (located.exec(line) ?? general.exec(line))?.groups;
    const last = found.at(-1);
    if (groups !== undefined) found.push(toDiagnostic(groups));
    else if (last !== undefined && /^\s+\S/.test(line)) {
      found[found.length - 1] = { ...last, message: `${last.message}\n${line}` };
    }
  }
  return found;
}

function toDiagnostic({ file, line, column, severity, message = '' }: Record<string, string>): Diagnostic {
  const component = /^src\/components\/([^/]+)\//.exec(file ?? '')?.[1];
  return {
    code: 'TYPES.INVALID',
    severity: severity === 'warning' ? 'warning' : 'error',
    message,
    ...(component === undefined ? {} : { component }),
    ...(file === undefined ? {} : { location: { file, line: Number(line), column: Number(column) } }),
  };
}
