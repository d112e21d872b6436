import { Module } from '@nestjs/common';
import { TenancyModule } from '../tenancy/index.ts';
import { EventWriter } from './events/event-writer.ts';
import { EventReader } from './events/event-reader.ts';
import { BatchesController } from './events/batches.controller.ts';
import { EventsController } from './events/events.controller.ts';
import { StreamsController } from './streams/streams.controller.ts';

@Module({
  imports: [TenancyModule],
  controllers: [EventsController, BatchesController, StreamsController],
  providers: [EventWriter, EventReader],
  exports: [EventWriter, EventReader],
})
export class EventStoreModule {}
