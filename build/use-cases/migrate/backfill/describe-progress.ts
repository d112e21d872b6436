import { type BackfillEvent } from './run-backfill.ts';

/** Why a backfill stands still. */
export function describeStop(event: Extract<BackfillEvent, { kind: 'pause' | 'retry' }>): string {
  if (event.kind === 'retry') return event.reason;
  const { waiting, replica, answer } = event.lag;
  const longest = Math.max(waiting, replica, answer);
  if (longest === waiting) return `a statement has waited for a lock for ${milliseconds(waiting)}`;
  return longest === replica
    ? `a replica is ${milliseconds(replica)} behind`
    : `the server took ${milliseconds(answer)} for an answer`;
}

/** How many tenths of the rows were looked at. */
export function tenthOf(walked: number, total: number): number {
  return total === 0 ? 0 : Math.floor((walked * 10) / total);
}

/** How far it is. The total may be an estimate, or the table may have grown: never more than all. */
export function describeAmount(walked: number, total: number): string {
  if (total === 0) return `${formatCount(walked)} rows`;
  return `${String(Math.min(100, Math.floor((walked * 100) / total)))} % (${formatCount(walked)} of ${formatCount(Math.max(total, walked))} rows)`;
}

/** The same as a bar; empty where the total is not known. */
export function drawBar(walked: number, total: number): string {
  if (total === 0) return '';
  const filled = Math.min(20, Math.floor((walked * 20) / total));
  return `${'█'.repeat(filled)}${'░'.repeat(20 - filled)} `;
}

function milliseconds(value: number): string {
  return `${String(Math.round(value))} ms`;
}

/** Digits in groups of three. */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US');
}
