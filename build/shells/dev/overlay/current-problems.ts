import { stripVTControlCharacters as withoutColors } from 'node:util';
import { type Problem } from '../../../../contract/dev-messages.ts';
import { formatDiagnostic } from '../../../diagnostics/format-diagnostic.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type DevEvent } from '../dev-event.ts';

/** What is wrong at this moment, gathered from the events of the loop. */
export interface CurrentProblems {
  /** @returns whether the browser has to be told: something changed, or a new process knows nothing yet */
  readonly follow: (event: DevEvent) => boolean;
  readonly all: () => readonly Problem[];
}

/** @param readSource the text of an author's file, for the lines around a place */
export function createCurrentProblems(readSource: (file: string) => string | undefined): CurrentProblems {
  /** Of the last save, and of the types, which come later and stay longer. */
  let ofSave: readonly Problem[] = [];
  let ofTypes: readonly Problem[] = [];
  const describe = (diagnostic: Diagnostic): Problem => {
    const { severity, code, location } = diagnostic;
    const place = location && `${location.file}:${location.line}:${location.column}`;
    const text = formatDiagnostic(diagnostic, { color: false, readSource }).trimEnd();
    return { severity, title: code, text, ...(place === undefined ? {} : { place }) };
  };
  const describeAll = (diagnostics: readonly Diagnostic[], title: string, text: string): Problem[] =>
    diagnostics.length > 0 ? diagnostics.map(describe) : [{ severity: 'error', title, text }];

  return {
    all: () => [...ofSave, ...ofTypes],
    follow(event) {
      switch (event.event) {
        case 'build-failed':
          ofSave = describeAll(event.diagnostics ?? [], 'The build failed', withoutColors(event.errors));
          return true;
        case 'refused':
          ofSave = describeAll(event.diagnostics, 'The application did not start', event.reason);
          return true;
        case 'uncaught':
          ofSave = describeAll(event.diagnostics, 'An error nobody caught', event.reason);
          return true;
        case 'swapped':
        case 'unchanged':
        case 'ready':
          ofSave = [];
          return true;
        case 'types-checked':
          ofTypes = event.diagnostics.map(describe);
          return true;
        default:
          return false;
      }
    },
  };
}
