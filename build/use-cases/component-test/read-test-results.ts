import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type CheckOutcome, testCodes } from './check-outcome.ts';
import { firstWords } from './first-words.ts';
import { type Locator } from './locate.ts';
import { type JestReport } from './run-jest.ts';

/** What Jest said about the component's own tests. */
export function readTestResults(files: JestReport['testResults'], locator: Locator): CheckOutcome {
  const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: file.name })));
  const problems = [
    ...files
      .filter((file) => file.assertionResults.length === 0 && file.message !== '')
      .map((file) => problem('A test file cannot run', file.message, file.name, locator)),
    ...tests
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages, file }) =>
        problem(`"${fullName}" fails`, failureMessages[0] ?? '', file, locator),
      ),
  ];
  const begin = Math.min(...files.map(({ startTime }) => startTime));
  const ms = files.length === 0 ? 0 : Math.max(...files.map(({ endTime }) => endTime)) - begin;
  const passed = tests.filter(({ status }) => status === 'passed').length;
  return {
    check: 'tests',
    ok: problems.length === 0,
    ms,
    problems,
    summary: summarise(files, tests.length, passed),
  };
}

function summarise(files: JestReport['testResults'], total: number, passed: number): string {
  if (files.length === 0) return 'it has none';
  const number = passed === total ? String(total) : `${passed} of ${total}`;
  return `${number} ${total === 1 ? 'test' : 'tests'} in ${files.length} ${files.length === 1 ? 'file' : 'files'}`;
}

function problem(what: string, failure: string, file: string, locator: Locator): Diagnostic {
  return {
    code: testCodes.tests,
    severity: 'error',
    message: `${what}: ${firstWords(failure)}`,
    hint: 'Mend the test, or what it tests.',
    location: locator.inStack(failure) ?? locator.inStack(`${file}:1:1`) ?? locator.component,
  };
}
