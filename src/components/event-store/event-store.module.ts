import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TenancyModule } from '../tenancy/index.ts';
import { BatchesController } from './events/batches.controller.ts';
import { EventReader } from './events/event-reader.ts';
import { EventWriter } from './events/event-writer.ts';
import { EventsController } from './events/events.controller.ts';
import { ProjectionHealth } from './projections/projection-health.ts';
import { ProjectionRegistry } from './projections/projection-registry.ts';
import { ProjectionRunner } from './projections/projection-runner.ts';
import { ProjectionSteps } from './projections/projection-steps.ts';
import { ProjectionsController } from './projections/projections.controller.ts';
import { ProjectionsService } from './projections/projections.service.ts';
import { AggregateLoader } from './snapshots/aggregate-loader.ts';
import { SnapshotsController } from './snapshots/snapshots.controller.ts';
import { Snapshots } from './snapshots/snapshots.ts';
import { StreamsController } from './streams/streams.controller.ts';
import { StreamsService } from './streams/streams.service.ts';
import { EventSubscriptions } from './subscriptions/event-subscriptions.ts';
import { SubscriptionController } from './subscriptions/subscription.controller.ts';

const services = [EventWriter, EventReader, StreamsService, Snapshots, AggregateLoader, EventSubscriptions];

@Module({
  imports: [DiscoveryModule, TenancyModule],
  controllers: [
    EventsController,
    BatchesController,
    StreamsController,
    SnapshotsController,
    ProjectionsController,
    SubscriptionController,
  ],
  // The registry finds projections before the runner starts them.
  providers: [
    ...services,
    ProjectionRegistry,
    ProjectionSteps,
    ProjectionRunner,
    ProjectionsService,
    ProjectionHealth,
  ],
  exports: services,
})
export class EventStoreModule {}
