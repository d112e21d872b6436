import { type WasmEngine } from '../load-wasm-engine.ts';
import { type Comparison, type Prepare, type SchemaFile } from './comparison.ts';

type DiffTarget = Parameters<WasmEngine['diff']>[0]['from'];

/**
 * Makes an engine compare SQL of a schema as PostgreSQL stores it: what the schema says is marked on its way in, what the
 * database says is rewritten while the engine reads it (rewrite-description.ts), and no mark leaves.
 *
 * @param datamodels what the engine was started with: the schema of requests that carry none
 */
export function compareAsStored(
  engine: WasmEngine,
  comparison: Comparison,
  datamodels: readonly (readonly [path: string, text: string])[],
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
  engine.diff = (input) =>
    comparison.during([input.from, input.to].flatMap(filesOf), (prepare) =>
      diff({ ...input, from: inTarget(input.from, prepare), to: inTarget(input.to, prepare) }),
    );
  engine.devDiagnostic = (input) => comparison.during(startedWith, () => devDiagnostic(input));
  engine.diagnoseMigrationHistory = (input) => comparison.during(startedWith, () => diagnose(input));
  engine.createMigration = (input) =>
    comparison.during(input.schema.files, (prepare) => create(inSchema(input, prepare)));
  engine.evaluateDataLoss = (input) =>
    comparison.during(input.schema.files, (prepare) => evaluate(inSchema(input, prepare)));
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
    return comparison.once(files, (prepare) => push(inSchema(input, prepare)));
  };
}

function filesOf(target: DiffTarget): SchemaFile[] {
  return target.tag === 'schemaDatamodel' ? target.files : [];
}

function inTarget(target: DiffTarget, prepare: Prepare): DiffTarget {
  return target.tag === 'schemaDatamodel' ? { ...target, files: prepare(target.files) } : target;
}

function inSchema<Input extends { readonly schema: { files: SchemaFile[] } }>(
  input: Input,
  prepare: Prepare,
): Input {
  return { ...input, schema: { ...input.schema, files: prepare(input.schema.files) } };
}
