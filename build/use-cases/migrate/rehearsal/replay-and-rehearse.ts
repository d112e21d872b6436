import { type WithReplay } from '../check-migrations.ts';
import { type HistoryLook } from '../look-at-history.ts';
import { type Replay, replayHistory } from '../replay/replay-history.ts';
import { type Rehearsal, rehearseNext } from './rehearse-next.ts';

/** What the next migration is, and what PostgreSQL refuses of it. */
export interface RehearsedReplay {
  readonly replay: Replay;
  readonly rehearsal: Rehearsal;
}

const none: Rehearsal = { failed: new Set(), reasons: new Map() };

/** Works out the next migration and tries it. A server is needed when there is anything to replay or to try. */
export async function replayAndRehearse(look: HistoryLook, withReplay: WithReplay): Promise<RehearsedReplay> {
  const isFirst = look.replay.migrations.length === 0;
  const early = isFirst ? await replayHistory(look.replay, undefined) : undefined;
  if (early && isSettled(early)) return { replay: early, rehearsal: none };
  return await withReplay(async (target) => {
    const replay = early ?? (await replayHistory(look.replay, target));
    if (!replay.ok || isSettled(replay)) return { replay, rehearsal: none };
    return { replay, rehearsal: await rehearseNext(look, replay.next, target) };
  });
}

/** There is nothing to try. */
function isSettled(replay: Replay): boolean {
  return !replay.ok || replay.next.statements.length === 0;
}
