/** What other components may use of this one: import the module, inject the writer or the reader. */
export { EventStoreModule } from './event-store.module.ts';
export { EventReader } from './events/event-reader.ts';
export { EventWriter } from './events/event-writer.ts';
