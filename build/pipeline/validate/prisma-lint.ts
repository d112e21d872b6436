import { z } from 'zod';

/** One of Prisma's complaints; offsets are UTF-16 units in the text of that file. */
export interface LintFinding {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isWarning: boolean;
}

/** Checks schema files with Prisma's own parser and validator; paths are only names. */
export type PrismaLint = (files: readonly (readonly [path: string, text: string])[]) => LintFinding[];

const findings = z.array(
  z.object({
    file_name: z.string(),
    start: z.number(),
    end: z.number(),
    text: z.string(),
    is_warning: z.boolean(),
  }),
);

/**
 * Loads the WebAssembly module behind `prisma validate` (25 ms; `@prisma/internals` around it takes 325).
 * `lint` finds what `validate` finds, as data with exact places instead of one drawing.
 */
export async function loadPrismaLint(): Promise<PrismaLint> {
  collectPanics();
  const { default: wasm } = await import('@prisma/prisma-schema-wasm');
  return (files) => {
    const found = findings.parse(JSON.parse(wasm.lint(JSON.stringify(files))));
    return found.map(({ file_name, is_warning, ...rest }) => ({
      file: file_name,
      isWarning: is_warning,
      ...rest,
    }));
  };
}

/** Without this registry a panic inside the module hides its message behind a missing global. */
function collectPanics(): void {
  if ('PRISMA_WASM_PANIC_REGISTRY' in globalThis) return;
  const registry = {
    message: '',
    get: () => registry.message,
    set_message: (message: string) => {
      registry.message = message;
    },
  };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: registry });
}
