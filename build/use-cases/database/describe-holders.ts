import { type Holder } from '../../postgres/embedded/protocol.ts';

/** The processes that use the embedded database, in one sentence. */
export function describeHolders(holders: readonly Holder[]): string {
  return holders.map(({ pid, purpose }) => `${purpose} (process ${pid})`).join(', ');
}
