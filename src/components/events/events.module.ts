import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TenancyModule } from '../tenancy/index.ts';
import { DeadLettersController } from './dead-letters/dead-letters.controller.ts';
import { DeadLettersService } from './dead-letters/dead-letters.service.ts';
import { DeliverySteps } from './delivery/delivery-steps.ts';
import { Dispatcher } from './delivery/dispatcher.ts';
import { SubscriberRegistry } from './delivery/subscriber-registry.ts';
import { Events } from './publishing/events.ts';
import { Sequencer } from './publishing/sequencer.ts';

@Module({
  imports: [DiscoveryModule, TenancyModule],
  controllers: [DeadLettersController],
  providers: [Events, Sequencer, SubscriberRegistry, DeliverySteps, Dispatcher, DeadLettersService],
  exports: [Events],
})
export class EventsModule {}
