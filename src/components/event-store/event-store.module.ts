import { Module } from '@nestjs/common';
import { TenancyModule } from '../tenancy/index.ts';
import { BatchesController } from './events/batches.controller.ts';
import { EventReader } from './events/event-reader.ts';
import { EventWriter } from './events/event-writer.ts';
import { EventsController } from './events/events.controller.ts';
import { AggregateLoader } from './snapshots/aggregate-loader.ts';
import { SnapshotsController } from './snapshots/snapshots.controller.ts';
import { Snapshots } from './snapshots/snapshots.ts';
import { StreamsController } from './streams/streams.controller.ts';
import { StreamsService } from './streams/streams.service.ts';

@Module({
  imports: [TenancyModule],
  controllers: [EventsController, BatchesController, StreamsController, SnapshotsController],
  providers: [EventWriter, EventReader, StreamsService, Snapshots, AggregateLoader],
  exports: [EventWriter, EventReader, StreamsService, Snapshots, AggregateLoader],
})
export class EventStoreModule {}
