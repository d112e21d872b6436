import { failureOf } from './failure-of.ts';
import { type HotApplication } from './hot-application.ts';
import { type AppFailure } from '../../contract/dev-messages.ts';
import { isTakenByOwnServer } from './listening-places.ts';

/** What keeps an application from starting beside another one, though each of them starts alone. */
export interface Conflict {
  readonly failure: AppFailure;
  /** Whose code it is, where that can be seen. */
  readonly component: string | undefined;
}

const componentInStack = /[\\/]src[\\/]components[\\/](?<name>[^\\/]+)[\\/]/;

function conflictOf(error: unknown): Conflict {
  const failure = failureOf(error);
  return { failure, component: componentInStack.exec(failure.stack ?? '')?.groups?.['name'] };
}

/**
 * Finds out whether a start failed because another application runs. Where the error does not say so, the one that runs,
 * which has shown that it can start, is started once more beside itself: when the same error comes, it is not the new
 * code's.
 *
 * @param openAgain starts the code that runs
 */
export async function findConflict(
  error: unknown,
  openAgain: () => Promise<HotApplication>,
): Promise<Conflict | undefined> {
  if (isTakenByOwnServer(error)) return conflictOf(error);
  try {
    const second = await openAgain();
    await second.close();
    return undefined;
  } catch (again) {
    return failureOf(again).message === failureOf(error).message ? conflictOf(error) : undefined;
  }
}
