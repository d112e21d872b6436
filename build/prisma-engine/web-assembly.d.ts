/** The little of WebAssembly's API the engine's loader uses; neither es2023 nor Node's types declare it. */
declare namespace WebAssembly {
  interface Instance {
    readonly exports: { readonly __wbindgen_start: () => void };
  }
  function instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ): Promise<{ readonly instance: Instance }>;
}
