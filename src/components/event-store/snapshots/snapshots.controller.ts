import { Body, Controller, Get, NotFoundException, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { type EventSnapshot } from '@/generated/prisma/client.ts';
import { ApiProblems, Requires } from '@/platform';
import { FindSnapshot, PutSnapshot, SnapshotView } from './snapshot-view.ts';
import { Snapshots } from './snapshots.ts';

@Controller('event-store/streams/:aggregateType/:aggregateId/snapshot')
export class SnapshotsController {
  constructor(private readonly snapshots: Snapshots) {}

  @Requires('event-store:events.read')
  @Get()
  @ApiOperation({ summary: 'The newest snapshot of a stream in the shape the reader knows' })
  @ApiOkResponse({ standardSchema: SnapshotView })
  @ApiProblems(400, 404)
  async get(
    @Param('aggregateType') aggregateType: string,
    @Param('aggregateId') aggregateId: string,
    @Query({ schema: FindSnapshot }) query: FindSnapshot,
  ): Promise<EventSnapshot> {
    const snapshot = await this.snapshots.newest({ aggregateType, aggregateId }, query);
    if (!snapshot)
      throw new NotFoundException('There is no such snapshot: read the stream from its first event.');
    return snapshot;
  }

  @Requires('event-store:snapshots.write')
  @Put()
  @ApiOperation({ summary: 'Keep what a stream comes to at a version' })
  @ApiOkResponse({ standardSchema: SnapshotView })
  @ApiProblems(400, 404, 409)
  put(
    @Param('aggregateType') aggregateType: string,
    @Param('aggregateId') aggregateId: string,
    @Body({ schema: PutSnapshot }) body: PutSnapshot,
  ): Promise<EventSnapshot> {
    return this.snapshots.save({ aggregateType, aggregateId }, body);
  }
}
