import { readFile } from 'node:fs/promises';
import { type ConnectionOptions, parseConnectionUrl } from '../postgres/connection/connection-options.ts';
import { createEngineApi, type EngineApi } from './engine-api.ts';
import { EngineError } from '../postgres/connection/engine-error.ts';
import { createEngineLog, type EngineLog } from './engine-log.ts';
import { serveJsonRpc } from './json-rpc.ts';
import { readEngineVersion } from './load-wasm-engine.ts';
import { orderSchemaFiles, readComponentOrder } from './order-schema-files.ts';
import { type EngineArguments, parseArguments } from './parse-arguments.ts';
import { runCliCommand } from './run-cli-command.ts';

/** The process as the engine sees it; tests pass their own. */
export interface EngineProcess {
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
  readonly writeStdout: (line: string) => void;
  readonly writeStderr: (line: string) => void;
  /** Resolves when the process is asked to stop. */
  readonly stopRequested: Promise<void>;
}

const HELP = `schema-engine: the offline schema engine of Tessera, started by the Prisma command line.

Usage: schema-engine [--datamodels FILE]... [--datasource JSON] [--enabled-preview-features LIST]
                     [--extension-types JSON] [cli can-connect-to-database|create-database|drop-database]

Without "cli" it speaks JSON-RPC 2.0 on stdin and stdout until stdin ends.
`;

/** What the native engine ends with after a Rust panic. */
const PANIC = 101;
/** How long a shutdown may take before the process ends regardless, in milliseconds; as the native engine. */
const SHUTDOWN_TIMEOUT = 4000;

/** Runs the engine and returns the process's exit code: 0 fine, 1 a failure, 101 a panic. */
export async function runSchemaEngine(process: EngineProcess): Promise<number> {
  const isQuiet = /^(off|error|warn)$/i.test(process.env['RUST_LOG'] ?? 'error');
  const log = createEngineLog(process.writeStderr, isQuiet, () => new Date());
  try {
    const args = parseArguments(process.argv);
    if (args.print !== undefined) {
      process.writeStdout(args.print === 'help' ? HELP : `schema-engine ${await readEngineVersion()}\n`);
      return 0;
    }
    return args.command === undefined
      ? await serve(process, args, log)
      : await runCommand(process, args, log);
  } catch (error) {
    return fail(error, log);
  }
}

async function runCommand(process: EngineProcess, args: EngineArguments, log: EngineLog): Promise<number> {
  // The command line skips the first line of stderr, whatever it is.
  log.info('Starting schema engine CLI');
  const target = connectionOf(args.url, process.cwd);
  if (!target || !args.command) throw new EngineError(undefined, 'The datasource.url property is required.');
  log.info(await runCliCommand(args.command, target));
  return 0;
}

async function serve(process: EngineProcess, args: EngineArguments, log: EngineLog): Promise<number> {
  log.info('Starting schema engine RPC server');
  const settings = {
    main: connectionOf(args.url, process.cwd),
    shadow: connectionOf(args.shadowDatabaseUrl, process.cwd),
    datamodels: await Promise.all(args.datamodels.map(readDatamodel)),
    log: log.forward,
    disableAdvisoryLock: /^(1|true)$/i.test(process.env['PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK'] ?? ''),
    baseDir: process.cwd,
  };
  const order = readComponentOrder(process.env);
  let panic: (error: EngineError) => void = () => undefined;
  const panicked = new Promise<EngineError>((resolve) => (panic = resolve));
  const api = createEngineApi(settings, (text) => rpc.call('print', { content: text }));
  const rpc = serveJsonRpc(process.stdin, process.writeStdout, (method, params) =>
    api.handle(method, orderSchemaFiles(params, order)).catch((error: unknown) => {
      if (!(error instanceof EngineError && error.isPanic)) throw error;
      // As the native engine: no answer, the exit code says it.
      panic(error);
      return new Promise(() => undefined);
    }),
  );
  const reason = await Promise.race([
    rpc.finished,
    process.stopRequested.then(() => 'stop' as const),
    panicked,
  ]);
  if (reason instanceof EngineError) return fail(reason, log);
  return shutDown(api, reason === 'stop');
}

async function shutDown(api: EngineApi, mustHurry: boolean): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<number>((resolve) => {
    timer = setTimeout(resolve, SHUTDOWN_TIMEOUT, 1);
  });
  const close = async (): Promise<number> => {
    if (mustHurry) await api.interrupt();
    await api.close();
    return 0;
  };
  return Promise.race([close(), timeout]).finally(() => {
    clearTimeout(timer);
  });
}

function fail(thrown: unknown, log: EngineLog): number {
  const error = thrown instanceof EngineError ? thrown : new EngineError(undefined, describeBug(thrown));
  log.error(error.message, { is_panic: error.isPanic, error_code: error.code ?? '' });
  return error.isPanic ? PANIC : 1;
}

function describeBug(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

function connectionOf(url: string | undefined, baseDir: string): ConnectionOptions | undefined {
  return url === undefined || url === '' ? undefined : parseConnectionUrl(url, baseDir);
}

async function readDatamodel(path: string): Promise<[string, string]> {
  try {
    return [path, await readFile(path, 'utf8')];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineError(undefined, `Error opening datamodel file in \`${path}\`: ${reason}`);
  }
}
