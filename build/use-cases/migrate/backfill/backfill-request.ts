import { type BackfillEvent, type BackfillRun } from './run-backfill.ts';

/** What is shown while rows are filled. */
export interface BackfillListener {
  /** Another backfill holds the lock. */
  readonly onWait: () => void;
  readonly listener: (name: string) => (event: BackfillEvent) => void;
  readonly stop: () => void;
}

export interface BackfillRequest extends Pick<BackfillRun, 'pace' | 'clock' | 'restart'> {
  /** Absolute. */
  readonly projectDir: string;
  /** @default all of them, by name */
  readonly name?: string;
  /** Goes through one tenant after the other. */
  readonly byTenant: boolean;
  /** Only these, which goes tenant by tenant, too. */
  readonly tenants: readonly string[];
  /** Reads how far each is and changes nothing. */
  readonly status: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** @param totals rows of each backfill's table, exactly or about, where they are known */
  readonly listen: (totals: ReadonlyMap<string, number>) => Promise<BackfillListener>;
}

export function isByTenant({ byTenant, tenants }: Pick<BackfillRequest, 'byTenant' | 'tenants'>): boolean {
  return byTenant || tenants.length > 0;
}
