/** What other components may use of this one: import the module, inject what you need. */
export { EventStoreModule } from './event-store.module.ts';
export { type StreamAppendInput } from './events/append-events.ts';
export { EventReader } from './events/event-reader.ts';
export { type Appended, EventWriter } from './events/event-writer.ts';
export {
  type EventProjector,
  Projection,
  type ProjectionDeclaration,
} from './projections/projection.decorator.ts';
export { type Aggregate, AggregateLoader, type LoadedAggregate } from './snapshots/aggregate-loader.ts';
export { Snapshots } from './snapshots/snapshots.ts';
export { type StreamId } from './streams/stream-id.ts';
export { StreamsService } from './streams/streams.service.ts';
export { EventSubscriptions, type Subscription } from './subscriptions/event-subscriptions.ts';
