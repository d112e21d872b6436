/** What other components may use of this one: import the module, inject `Events`, define and subscribe. */
export { EventsModule } from './events.module.ts';
export { type DeliveredMessage, Subscribe, type SubscribeOptions } from './delivery/subscribe.decorator.ts';
export { defineEvent, type EventDefinition } from './publishing/define-event.ts';
export { Events, type PublishOptions } from './publishing/events.ts';
