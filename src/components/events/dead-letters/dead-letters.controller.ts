import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, type Page, pageOf, Requires } from '@/platform';
import {
  type DeadLetter,
  DeadLetterView,
  ListDeadLetters,
  SubscribersView,
  type SubscriberView,
} from './dead-letter-view.ts';
import { DeadLettersService } from './dead-letters.service.ts';

@Controller('events')
export class DeadLettersController {
  constructor(private readonly letters: DeadLettersService) {}

  @Requires('events:subscribers.read')
  @Get('subscribers')
  @ApiOperation({ summary: 'How far subscribers have come' })
  @ApiOkResponse({ standardSchema: SubscribersView })
  async subscribers(): Promise<{ items: SubscriberView[] }> {
    return { items: await this.letters.subscribers() };
  }

  @Requires('events:dead-letters.read')
  @Get('dead-letters')
  @ApiOperation({ summary: 'Messages that subscribers could not take' })
  @ApiOkResponse({ standardSchema: pageOf(DeadLetterView) })
  @ApiProblems(400)
  list(@Query({ schema: ListDeadLetters }) query: ListDeadLetters): Promise<Page<DeadLetter>> {
    return this.letters.list(query);
  }

  @Requires('events:dead-letters.resend')
  @Post('dead-letters/:subscriber/:messageId/resend')
  @HttpCode(204)
  @ApiOperation({ summary: 'Offer a message to its subscriber again' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  resend(@Param('subscriber') subscriber: string, @Param('messageId') messageId: string): Promise<void> {
    return this.letters.resend(subscriber, messageId);
  }
}
