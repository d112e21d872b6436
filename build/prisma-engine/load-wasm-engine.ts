import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { EngineError } from '../postgres/connection/engine-error.ts';

/** What makes engines. */
export type WasmEngineClass = Pick<typeof SchemaEngine, 'new'>;
/** One engine, bound to one database. */
export type WasmEngine = SchemaEngine;

const MODULE = '@prisma/schema-engine-wasm/schema_engine_bg';

/** Where a Rust panic leaves its message; without it only "unreachable" would be left. */
class PanicRegistry {
  #message = '';
  get = (): string => this.#message;
  set_message = (message: string): void => {
    this.#message = message;
  };
}

let loading: Promise<WasmEngineClass> | undefined;

/**
 * Loads Prisma's schema engine, once per process.
 *
 * @throws EngineError in one sentence when the package is missing or not the one this Prisma needs.
 */
export function loadWasmEngine(): Promise<WasmEngineClass> {
  loading ??= instantiate();
  return loading;
}

/** The commit the engine was built from, as its `--version` prints it. */
export async function readEngineVersion(): Promise<string> {
  await loadWasmEngine();
  const runtime = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  return runtime.version();
}

/** The last Rust panic's message; empty when there was none. */
export function readPanicMessage(): string {
  const registry: unknown = Reflect.get(globalThis, 'PRISMA_WASM_PANIC_REGISTRY');
  return registry instanceof PanicRegistry ? registry.get() : '';
}

async function instantiate(): Promise<WasmEngineClass> {
  Reflect.set(globalThis, 'PRISMA_WASM_PANIC_REGISTRY', new PanicRegistry());
  const runtime = await import('@prisma/schema-engine-wasm/schema_engine_bg').catch(refuse);
  const wasm = await readFile(findWasmFile()).catch(refuse);
  const imports = { './schema_engine_bg.js': { ...runtime, ...releasedTimers(Object.keys(runtime)) } };
  const { instance } = await WebAssembly.instantiate(wasm, imports).catch(refuse);
  runtime.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return runtime.SchemaEngine;
}

/**
 * The engine waits at most ten seconds for its lock and forgets that timer when it has it. What it waits for is a
 * connection, which keeps the process; the timer must not, or every process that is done lives ten seconds longer.
 */
function releasedTimers(names: readonly string[]): Readonly<Record<string, unknown>> {
  const release = (callback: () => void, milliseconds: number): NodeJS.Timeout =>
    setTimeout(callback, milliseconds).unref();
  const hash = /^__wbg_setTimeout_[0-9a-f]+$/;
  return Object.fromEntries(names.filter((name) => hash.test(name)).map((name) => [name, release]));
}

/** A bundle keeps the build machine's `import.meta.url`: the running file is asked as well. */
function findWasmFile(): string {
  const bases = [import.meta.url, pathToFileURL(process.argv[1] ?? join(process.cwd(), 'x')).href];
  for (const base of bases) {
    try {
      return createRequire(base).resolve(MODULE).replace(/\.js$/, '.wasm');
    } catch {
      // Not installed above this file; the next base may have it.
    }
  }
  return refuse(`${MODULE} is not installed`);
}

function refuse(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
  throw new EngineError(
    undefined,
    `The offline schema engine could not load @prisma/schema-engine-wasm (${reason ?? 'no reason given'}). Run \`npm ci\`; its version must be the one package.json pins for Prisma 7.10.0.`,
  );
}
