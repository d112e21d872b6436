import { type AppMessage } from '../../../contract/dev-messages.ts';
import { type AppStarts } from './app-starts.ts';
import { type Moving, type UpdatesState } from './updates-state.ts';

type Kind = AppMessage['kind'];
type Hear = { readonly [K in Kind]: (message: Extract<AppMessage, { readonly kind: K }>) => void };

/** What follows from each message of the application. */
export function hearApp(
  state: UpdatesState,
  starts: AppStarts,
  beginMove: (what: Moving) => void,
): (message: AppMessage) => void {
  const { progress, flights, reports, chain, startsBeside } = state;
  const hear: Hear = {
    serving: () => {
      starts.served(progress.told);
      reports.ready();
    },
    failed: ({ failure }) => {
      const good = chain.good();
      reports.refused(failure, progress.serving);
      // The one before was closed first.
      if (good !== undefined && good !== progress.told && progress.starting === undefined) starts.start(good);
    },
    opened: () => undefined,
    swapped: (message) => {
      const build = flights.land(message.id);
      starts.served(build);
      progress.closesFirst = message.turn !== undefined;
      progress.heldByProcess = undefined;
      if (build) reports.swapped(build, message);
    },
    same: ({ id }) => {
      const build = flights.land(id);
      // What an earlier message brought is still being started, or was refused and is not here now either.
      if (progress.lastServed) {
        reports.served(id);
        starts.served(build);
      }
      if (build) reports.unchanged(build);
    },
    refused: ({ id, failure, isEmpty = false, needsProcess }) => {
      const build = flights.land(id);
      if (needsProcess === undefined || !startsBeside || build === undefined) {
        reports.refused(failure, progress.serving, build);
        return;
      }
      const what = { failure, isEmpty, isLasting: needsProcess === 'always', build };
      if (build.isPatch === true && chain.latest() === build) progress.moving = what;
      else beginMove(what);
    },
    superseded: ({ id }) => {
      flights.land(id);
    },
    restart: ({ id, reason }) => {
      flights.land(id);
      // Of several updates none of which can be taken the first has said so.
      if (progress.starting === undefined) starts.restart(reason);
    },
    lacking: (message) => {
      reports.lacking(message);
    },
    uncaught: ({ failure }) => {
      reports.uncaught(failure);
    },
  };
  return (message) => {
    dispatch(hear, message);
  };
}

function dispatch<K extends Kind>(
  hear: { readonly [Key in K]: (message: Extract<AppMessage, { readonly kind: Key }>) => void },
  message: Extract<AppMessage, { readonly kind: K }>,
): void {
  hear[message.kind](message);
}
