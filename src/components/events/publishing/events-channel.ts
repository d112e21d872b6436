/** Where those are woken who wait for messages. */
export const eventsChannel = 'events';
