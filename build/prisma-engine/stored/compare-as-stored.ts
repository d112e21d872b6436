import { type WasmEngine } from '../load-wasm-engine.ts';
import { type DeclaredExtension } from './declared-extensions.ts';
import { withExtensions } from './extension-steps.ts';
import { type Comparison, type Prepare, type RequestFile } from './comparison.ts';

type DiffInput = Parameters<WasmEngine['diff']>[0];
type DiffTarget = DiffInput['from'];

/**
 * Makes an engine compare SQL of a schema as PostgreSQL stores it: what the schema says is marked on its way in, what the
 * database says is rewritten while the engine reads it (rewrite-description.ts), and no mark leaves.
 *
 * Extensions are compared here as well: the engine does not find those that a history makes.
 *
 * @param datamodels what the engine was started with: the schema of requests that carry none
 * @param run on the database
 */
export function compareAsStored(
  engine: WasmEngine,
  comparison: Comparison,
  datamodels: readonly (readonly [path: string, text: string])[],
  run: (sql: string) => Promise<unknown>,
): void {
  const startedWith = datamodels.map(([path, content]) => ({ path, content }));
  const [diff, devDiagnostic, diagnose] = [
    engine.diff.bind(engine),
    engine.devDiagnostic.bind(engine),
    engine.diagnoseMigrationHistory.bind(engine),
  ];
  const [create, evaluate, push] = [
    engine.createMigration.bind(engine),
    engine.evaluateDataLoss.bind(engine),
    engine.schemaPush.bind(engine),
  ];
  engine.diff = async (input) => {
    if (input.from.tag === 'migrations') comparison.history = undefined;
    const { exitCode, stdout } = await comparison.during([input.from, input.to].flatMap(filesOf), (prepare) =>
      diff({ ...input, from: inTarget(input.from, prepare), to: inTarget(input.to, prepare) }),
    );
    const missing = missingIn(input, comparison);
    if (missing.length === 0) return { exitCode, stdout };
    const summary = missing.map(({ name }) => `[+] Added extension ${name}\n`).join('');
    return {
      exitCode: input.exitCode === true ? 2 : exitCode,
      stdout: input.script ? withExtensions(stdout, missing) : `${summary}${stdout ?? ''}`,
    };
  };
  engine.devDiagnostic = (input) => comparison.during(startedWith, () => devDiagnostic(input));
  engine.diagnoseMigrationHistory = (input) => comparison.during(startedWith, () => diagnose(input));
  engine.createMigration = async (input) => {
    const { files } = input.schema;
    const created = await comparison.during(files, (prepare) => create(inSchema(input, prepare)));
    const missing = comparison.missing(files, 'history');
    return { ...created, migrationScript: withExtensions(created.migrationScript, missing) };
  };
  engine.evaluateDataLoss = async (input) => {
    const { files } = input.schema;
    const answer = await comparison.during(files, (prepare) => evaluate(inSchema(input, prepare)));
    return { ...answer, migrationSteps: answer.migrationSteps + comparison.missing(files, 'history').length };
  };
  engine.schemaPush = async (input) => {
    const { files } = input.schema;
    // What a push writes is written at once: what may be left out has to be known before.
    const request: Parameters<WasmEngine['diff']>[0] = {
      from: { tag: 'schemaDatasource', files, configDir: '/' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: input.filters,
    };
    await comparison.during(files, (prepare) => diff({ ...request, to: inTarget(request.to, prepare) }));
    const missing = comparison.missing(files, 'database');
    for (const { sql } of missing) await run(sql);
    const answer = await comparison.once(files, (prepare) => push(inSchema(input, prepare)));
    return { ...answer, executedSteps: answer.executedSteps + missing.length };
  };
}

/** Only a schema says which it needs; in a history or a database they are there because of something else. */
function missingIn({ from, to }: DiffInput, comparison: Comparison): DeclaredExtension[] {
  if (to.tag !== 'schemaDatamodel') return [];
  if (from.tag === 'migrations') return comparison.missing(to.files, 'history');
  return from.tag === 'schemaDatasource' ? comparison.missing(to.files, 'database') : [];
}

function filesOf(target: DiffTarget): RequestFile[] {
  return target.tag === 'schemaDatamodel' ? target.files : [];
}

function inTarget(target: DiffTarget, prepare: Prepare): DiffTarget {
  return target.tag === 'schemaDatamodel' ? { ...target, files: prepare(target.files) } : target;
}

function inSchema<Input extends { readonly schema: { files: RequestFile[] } }>(
  input: Input,
  prepare: Prepare,
): Input {
  return { ...input, schema: { ...input.schema, files: prepare(input.schema.files) } };
}
