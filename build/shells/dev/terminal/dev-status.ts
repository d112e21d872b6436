import { type DevEvent } from '../dev-event.ts';

/** How one save ended, in two or three words. */
export interface SaveResult {
  readonly text: string;
  readonly good: boolean;
}

export type DatabaseBehind = Extract<DevEvent, { readonly event: 'database-behind' }>;

/** What the status area shows. */
export interface DevStatus {
  /** What is going on, in a word or two; nothing when the loop waits for a save. */
  readonly busy: string | undefined;
  /** Where the application answers; nothing before its first answer and after a crash. */
  readonly url: string | undefined;
  /** How many components there are. */
  readonly components: number | undefined;
  /** How many of them are mounted, when it is not all of them. */
  readonly mounted: number | undefined;
  /** Committed migrations the database lacks. */
  readonly pending: readonly string[];
  /** What the code expects of the database and no migration has. */
  readonly behind: DatabaseBehind | undefined;
  readonly typeErrors: number;
  /** Oldest first. */
  readonly results: readonly SaveResult[];
}

export const firstStatus: DevStatus = {
  busy: 'starting',
  url: undefined,
  components: undefined,
  mounted: undefined,
  pending: [],
  behind: undefined,
  typeErrors: 0,
  results: [],
};

const resultsShown = 3;

/** The status after an event. */
export function nextStatus(status: DevStatus, event: DevEvent): DevStatus {
  const ended = (text: string, good: boolean): DevStatus => ({
    ...status,
    busy: undefined,
    results: [...status.results, { text, good }].slice(-resultsShown),
  });
  switch (event.event) {
    case 'changed':
      return { ...status, busy: 'building' };
    case 'composed':
      return { ...status, components: event.components };
    case 'part-mounted':
      return { ...status, components: event.of, mounted: event.components.length };
    case 'swap-started':
      return { ...status, busy: 'swapping' };
    case 'restarting':
      return { ...status, busy: 'restarting' };
    case 'ready':
      return { ...ended(`started in ${shortTime(event.ms)}`, true), url: event.url };
    case 'swapped':
      return ended(shortTime(event.ms.total), true);
    case 'unchanged':
      return { ...status, busy: undefined };
    case 'build-failed':
      return ended('failed', false);
    case 'refused':
      return ended('refused', false);
    case 'crashed':
      return { ...ended('crashed', false), url: undefined };
    case 'app-stopped':
      return { ...ended('stopped', false), url: undefined };
    case 'pending-migrations':
      return { ...status, pending: event.migrations };
    case 'database-behind':
      return { ...status, behind: event.missing.length > 0 ? event : undefined };
    case 'types-checked':
      return { ...status, typeErrors: event.diagnostics.length };
    case 'stopped':
      return { ...status, busy: undefined, url: undefined };
    default:
      return status;
  }
}

function shortTime(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
