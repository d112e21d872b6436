// A package of types only: with inline `type` the import itself would stay, and fail.
import type { Location, Log, Result } from 'sarif';
import { type Diagnostic, type SourceLocation } from './diagnostic.ts';
import { documentationOf } from './documentation-of.ts';
import { compareText } from './sort-diagnostics.ts';

/** The problems as one SARIF 2.1.0 log, for code scanning. Files are relative to the root of the sources. */
export function formatSarif(
  diagnostics: readonly Diagnostic[],
  fileInRepository: (file: string) => string,
  toolVersion: string,
): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort(compareText);
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: {
          driver: {
            name: 'tessera',
            semanticVersion: toolVersion,
            rules: codes.map((code) => ({
              id: code,
              shortDescription: { text: code },
              help: { text: `Explained in ${documentationOf(code)}.` },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => resultFor(diagnostic, codes, fileInRepository)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultFor(
  { code, severity, message, hint, location, related = [] }: Diagnostic,
  codes: readonly string[],
  fileInRepository: (file: string) => string,
): Result {
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: hint ? `${message}\n${hint}` : message },
    locations: location ? [toLocation(location, fileInRepository)] : [],
    relatedLocations: related.map((place, index) => ({
      id: index + 1,
      message: { text: place.message },
      ...toLocation(place, fileInRepository),
    })),
  };
}

function toLocation(
  { file, line, column, length = 1 }: SourceLocation,
  fileInRepository: (file: string) => string,
): Location {
  const uri = fileInRepository(file).split('/').map(encodeURIComponent).join('/');
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: column, endLine: line, endColumn: column + length },
    },
  };
}
