import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'node:util';
import { type ProjectConfig } from '../../config/project-config.ts';
import { startTestServer } from '../../postgres/embedded/start-test-server.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type DiscoveredComponent, isAroundProject } from '../../model/discovered-component.ts';
import { type CheckOutcome, testCodes, TestSetupError } from './check-outcome.ts';
import { createLocator } from './locate.ts';
import { makeWorkshop, type Workshop } from './make-workshop.ts';
import { conformanceTest, readConformance } from './read-conformance.ts';
import { readTestResults } from './read-test-results.ts';
import { runJest } from './run-jest.ts';
import {
  makeTemplateDatabase,
  schemaScript,
  scriptsBeside,
  type TemplateDatabase,
} from './template-database.ts';

export interface ComponentTest {
  /** Of the real project. */
  readonly config: ProjectConfig;
  readonly component: DiscoveredComponent;
  /** With what it requires. */
  readonly components: readonly DiscoveredComponent[];
  readonly env: NodeJS.ProcessEnv;
  /** Composes a project, as `tessera compose` does. */
  readonly compose: (config: ProjectConfig) => Promise<WorkshopComposition>;
  /** Stops the run; it rejects with the signal's reason when all is cleaned up. */
  readonly signal: AbortSignal;
  readonly report: (outcome: CheckOutcome) => void;
}

export interface WorkshopComposition {
  readonly outcome: 'ok' | 'problems' | 'environment';
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Boots a component with nothing but what it requires, on a database of its own, runs its tests and looks whether it
 * behaves as components must. The project is not written to, and nothing is left, whatever happens.
 *
 * @throws TestSetupError, DatabaseError when the machine is in the way.
 */
export async function testComponent(test: ComponentTest): Promise<void> {
  const { config, component, components, env, signal, report } = test;
  const workshop = makeWorkshop(config, components);
  const server = startTestServer(env, 'tessera component test');
  // It is awaited only after composing; until then its failure is not an unhandled one.
  server.catch(() => undefined);
  let template: TemplateDatabase | undefined;
  try {
    const composed = await timed('compose', () => checkComposition(test, workshop.config));
    report(composed);
    signal.throwIfAborted();
    if (!composed.ok) return;
    const { url } = await server;
    const migrated = await timed('database', async () => {
      const folders = components.map((one) => join(workshop.dir, workshop.pathOf(one)));
      const script = `${await schemaScript(workshop.config)}\n${scriptsBeside(folders)}`;
      try {
        template = await makeTemplateDatabase(url, script);
        return { summary: count(template.tables, 'table'), problems: [] };
      } catch (error) {
        return { summary: 'PostgreSQL refuses the schema', problems: [refused(error, component)] };
      }
    });
    report(migrated);
    signal.throwIfAborted();
    if (template === undefined) return;
    for (const outcome of await runTests(test, workshop, url, template.name)) report(outcome);
  } finally {
    try {
      await template?.drop();
      await (await server.catch(() => undefined))?.stop();
    } finally {
      workshop.remove();
    }
  }
}

type Finding = Pick<CheckOutcome, 'summary' | 'problems'>;

async function timed(check: CheckOutcome['check'], work: () => Promise<Finding>): Promise<CheckOutcome> {
  const begin = performance.now();
  const found = await work();
  return { check, ok: found.problems.length === 0, ms: performance.now() - begin, ...found };
}

/** Errors of all, for nothing runs with one; warnings of the component itself. */
async function checkComposition(
  { compose, component, components }: ComponentTest,
  config: ProjectConfig,
): Promise<Finding> {
  const { outcome, diagnostics } = await compose(config);
  if (outcome === 'environment') {
    throw new TestSetupError(diagnostics.map(({ message }) => message).join('\n'));
  }
  const own = (one: Diagnostic): boolean =>
    one.component === component.name || one.location?.file.startsWith(`${component.path}/`) === true;
  const problems = diagnostics.filter((one) => one.severity === 'error' || own(one));
  const names = components.map(({ name }) => name).join(', ');
  return { summary: problems.length === 0 ? `${names}; no warnings` : names, problems };
}

/** One run of Jest for both: the component's own tests, and the conformance of the component. */
async function runTests(
  { config, component, env, signal }: ComponentTest,
  { dir, config: { generatedDir }, pathOf }: Workshop,
  serverUrl: string,
  template: string,
): Promise<readonly CheckOutcome[]> {
  const path = pathOf(component);
  const isCopied = component.package === undefined || path !== component.path;
  const locator = createLocator(isCopied ? dir : config.projectDir, { ...component, path }, component.path);
  const conformance = { test: 'conformance.test.ts', report: join(dir, 'conformance.json') };
  writeFileSync(
    join(dir, conformance.test),
    conformanceTest(component.name, conformance.report, generatedDir),
  );
  const { testResults } = await runJest({
    projectDir: config.projectDir,
    settingsDir: isAroundProject(component) ? join(config.projectDir, component.path) : config.projectDir,
    dir,
    testMatch: [conformance.test, `${path}/test/**/*.{test,spec}.ts`],
    env: {
      ...env,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      // Another Jest may have started this command.
      JEST_WORKER_ID: undefined,
      TESSERA_TEST_SERVER_URL: serverUrl,
      TESSERA_TEST_TEMPLATE: template,
      TESSERA_TEST_REGISTRY: join(dir, generatedDir, 'components.ts'),
    },
    signal,
  });
  const isConformance = ({ name }: { name: string }): boolean => name.endsWith(`/${conformance.test}`);
  const own = testResults.filter((file) => !isConformance(file));
  const failure = testResults.find(isConformance)?.message ?? 'It was not run.';
  return [readTestResults(own, locator), ...readConformance(conformance.report, failure, locator)];
}

function refused(error: unknown, component: DiscoveredComponent): Diagnostic {
  return {
    code: testCodes.database,
    severity: 'error',
    component: component.name,
    message: `PostgreSQL refuses the schema: ${types.isNativeError(error) ? error.message : String(error)}`,
    hint: 'Mend the schema: an empty database must be able to take it.',
    location: { file: component.schemas[0]?.file ?? component.path, line: 1, column: 1 },
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
