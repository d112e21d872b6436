/** One thing wrong, with what is known about its place; the command line turns it into file and line. */
export interface ConformanceFailure {
  /** One sentence with the real names. */
  readonly message: string;
  /** What to do, in the imperative. */
  readonly hint?: string;
  /** `Class.method` of the component. */
  readonly handler?: string;
  /** Of the error, or of where a thing was made. */
  readonly stack?: string;
}

/** What a check found. `build/use-cases/component-test` reads this as JSON. */
export interface ConformanceResult {
  readonly check: 'mount' | 'routes' | 'openapi' | 'unmount';
  readonly ms: number;
  /** What was looked at: "14 routes". */
  readonly summary: string;
  readonly failures: readonly ConformanceFailure[];
}

type Found = Pick<ConformanceResult, 'summary' | 'failures'>;

/** Runs one check and takes its time. */
export async function timed(
  check: ConformanceResult['check'],
  work: () => Found | Promise<Found>,
): Promise<ConformanceResult> {
  const begin = performance.now();
  const found = await work();
  return { check, ms: performance.now() - begin, ...found };
}
