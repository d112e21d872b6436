import { type WithReplay } from '../check-migrations.ts';
import { type HistoryLook } from '../look-at-history.ts';
import { type Replay, replayHistory } from '../replay/replay-history.ts';
import { rehearseNext, type RehearsalFailures } from './rehearse-next.ts';

/** What the next migration is, and what PostgreSQL refuses of it. */
export interface RehearsedReplay {
  readonly replay: Replay;
  readonly failures: RehearsalFailures;
}

const none: RehearsalFailures = new Map();

/** Works out the next migration and tries it. A server is needed when there is anything to replay or to try. */
export async function replayAndRehearse(look: HistoryLook, withReplay: WithReplay): Promise<RehearsedReplay> {
  const isFirst = look.replay.migrations.length === 0;
  const early = isFirst ? await replayHistory(look.replay, undefined) : undefined;
  if (early && isSettled(early)) return { replay: early, failures: none };
  return await withReplay(async (target) => {
    const replay = early ?? (await replayHistory(look.replay, target));
    if (!replay.ok || isSettled(replay)) return { replay, failures: none };
    return { replay, failures: await rehearseNext(look, replay.next, target) };
  });
}

/** There is nothing to try. */
function isSettled(replay: Replay): boolean {
  return !replay.ok || replay.next.statements.length === 0;
}
