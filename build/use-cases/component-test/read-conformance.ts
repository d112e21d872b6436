import { z } from 'zod';
import { readTextFileIfThere } from '../../files/read-text-file.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type CheckOutcome, testCodes } from './check-outcome.ts';
import { firstWords } from './first-words.ts';
import { type Locator } from './locate.ts';

/** What src/platform/test-utils writes; conformance-result.ts there is the other side of the contract. */
const ConformanceReport = z.array(
  z.object({
    check: z.enum(['mount', 'routes', 'openapi', 'unmount']),
    ms: z.number(),
    summary: z.string(),
    failures: z.array(
      z.object({
        message: z.string(),
        hint: z.string().optional(),
        handler: z.string().optional(),
        stack: z.string().optional(),
      }),
    ),
  }),
);
type Failure = z.infer<typeof ConformanceReport>[number]['failures'][number];

/** The text of the test that looks at a component and leaves what it saw in a file. */
export function conformanceTest(name: string, reportFile: string, generatedDir: string): string {
  return [
    `import { writeFileSync } from 'node:fs';`,
    `import { it } from '@jest/globals';`,
    `import { components } from './${generatedDir}/components.ts';`,
    `import { checkConformance } from 'nestjs-tessera/testing';`,
    `it('conforms', async () => {`,
    `  writeFileSync(${JSON.stringify(reportFile)}, JSON.stringify(await checkConformance(components, ${JSON.stringify(name)})));`,
    `}, 300_000);`,
    '',
  ].join('\n');
}

/** @param failure what Jest said when the test could not end, for example because a file cannot be loaded. */
export function readConformance(
  reportFile: string,
  failure: string,
  locator: Locator,
): readonly CheckOutcome[] {
  const report = readTextFileIfThere(reportFile);
  if (report === undefined) {
    const message = firstWords(failure);
    const hint = 'Mend what stops it from being loaded.';
    const problems = [toDiagnostic('mount', { message, hint, stack: failure }, locator)];
    return [{ check: 'mount', ok: false, ms: 0, summary: 'it cannot be loaded', problems }];
  }
  return ConformanceReport.parse(JSON.parse(report)).map(({ check, ms, summary, failures }) => ({
    check,
    ok: failures.length === 0,
    ms,
    summary: failures.length === 0 ? summary : `${failures.length} wrong`,
    problems: failures.map((failed) => toDiagnostic(check, failed, locator)),
  }));
}

function toDiagnostic(check: keyof typeof testCodes, failure: Failure, locator: Locator): Diagnostic {
  const { message, hint, handler, stack } = failure;
  // Nest names the class it could not make.
  const culprit = handler ?? /dependencies of the (\w+)/.exec(message)?.[1];
  const location =
    (stack === undefined ? undefined : locator.inStack(stack)) ??
    (culprit === undefined ? undefined : locator.ofHandler(culprit)) ??
    locator.component;
  return { code: testCodes[check], severity: 'error', message, ...(hint ? { hint } : {}), location };
}
