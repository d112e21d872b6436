import { isDeepStrictEqual } from 'node:util';
import { type HotState } from '../../dev-runtime/index.ts';
import { type DatabaseOptions } from '../database-options.ts';
import { NotificationListener } from './notification-listener.ts';

/** The listener of this application. Over a hot swap it goes on: a save opens no connection. */
export function keepListener(hot: HotState, options: DatabaseOptions): NotificationListener {
  return hot.keep('database/notifications', {
    create: () => new NotificationListener(options),
    matches: (value): value is NotificationListener =>
      value instanceof NotificationListener && !value.ended && isDeepStrictEqual(value.settings, options),
    dispose: (unused) => unused.end(),
  });
}
