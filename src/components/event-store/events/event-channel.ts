/** Where those are woken who wait for events, of whichever tenant. */
export const eventChannel = 'event-store';
