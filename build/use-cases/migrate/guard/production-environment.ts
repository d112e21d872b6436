/** What the environment says about where this process runs. */
export interface ProductionVariable {
  readonly name: 'NODE_ENV' | 'TESSERA_ENV';
  readonly value: string;
}

/** The variables that say "production"; empty: none does. */
export function productionVariables(env: Readonly<Record<string, string | undefined>>): ProductionVariable[] {
  return (['NODE_ENV', 'TESSERA_ENV'] as const).flatMap((name) => {
    const value = env[name] ?? '';
    return /^prod(uction)?$/i.test(value.trim()) ? [{ name, value }] : [];
  });
}
