import { type Diagnostic, type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { type OutputPlan } from '../compose/output-plan.ts';
import { type SchemaFile } from '../../model/schema-file.ts';
import { nameLocation } from '../../model/scanned-source.ts';
import { type LintFinding, type PrismaLint } from './prisma-lint.ts';
import { validateCodes } from './validate-codes.ts';

/** What Prisma refuses in the plan, at the authors' places. What the plan already reports is not said twice. */
export function validatePlan(plan: OutputPlan, lint: PrismaLint): Diagnostic[] {
  const owners = new Map(
    plan.components.flatMap(({ name, schemas }) => schemas.map(({ file }) => [file, name])),
  );
  const places = plan.diagnostics.flatMap(({ location, related = [] }): SourceLocation[] =>
    location ? [location, ...related] : [...related],
  );
  const damaged = new Set(
    plan.components.flatMap(({ schemas }) =>
      schemas.filter(({ isDamaged }) => isDamaged).map(({ file }) => file),
    ),
  );
  const reported = new Set([...plan.explained, ...places].map(key));
  const files = new Map(plan.schemaFiles.map((file) => [file.path, file]));
  return lint(plan.schemaFiles.map(({ path, text }) => [path, text] as const))
    .map((finding) => ({ finding, location: locate(finding, files.get(finding.file)) }))
    .filter(({ location }) => !location || !(reported.has(key(location)) || damaged.has(location.file)))
    .map(({ finding, location }): Diagnostic => {
      const component = location && owners.get(location.file);
      return {
        code: validateCodes.invalid,
        severity: finding.isWarning ? 'warning' : 'error',
        ...(component === undefined ? {} : { component }),
        message: finding.text.trim(),
        ...(location ? { location } : { hint: 'This comes from the settings in tessera.config.' }),
      };
    });
}

function locate(finding: LintFinding, file: SchemaFile | undefined): SourceLocation | undefined {
  if (!file?.origin) return undefined;
  const spanned = file.text.slice(finding.start, finding.end);
  const start = finding.start + (spanned.length - spanned.trimStart().length);
  const found = file.origin.sourceAt(start);
  // A complaint about a whole block is about its name.
  const block = found?.source.blocks.find(({ offset }) => offset === found.offset);
  if (found && block) return nameLocation(found.source, block);
  const firstLine = spanned.trim().split('\n')[0] ?? '';
  return file.origin.locate(start, Math.max(1, firstLine.length));
}

function key({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}
