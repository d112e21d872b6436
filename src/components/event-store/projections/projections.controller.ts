import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, Requires } from '@/platform';
import { ProjectionsView, ProjectionView } from './projection-view.ts';
import { ProjectionsService } from './projections.service.ts';

@Controller('event-store/projections')
export class ProjectionsController {
  constructor(private readonly projections: ProjectionsService) {}

  @Requires('event-store:projections.read')
  @Get()
  @ApiOperation({ summary: "How far projections have come with the tenant's events" })
  @ApiOkResponse({ standardSchema: ProjectionsView })
  async list(): Promise<{ items: ProjectionView[] }> {
    return { items: await this.projections.list() };
  }

  @Requires('event-store:projections.read')
  @Get(':name')
  @ApiOperation({ summary: 'How far a projection has come' })
  @ApiOkResponse({ standardSchema: ProjectionView })
  @ApiProblems(404)
  get(@Param('name') name: string): Promise<ProjectionView> {
    return this.projections.get(name);
  }

  @Requires('event-store:projections.manage')
  @Post(':name/rebuild')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make what a projection has of the tenant again, from the first event' })
  @ApiOkResponse({ standardSchema: ProjectionView })
  @ApiProblems(404)
  rebuild(@Param('name') name: string): Promise<ProjectionView> {
    return this.projections.rebuild(name);
  }

  @Requires('event-store:projections.manage')
  @Post(':name/retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Try the event that failed now' })
  @ApiOkResponse({ standardSchema: ProjectionView })
  @ApiProblems(404)
  retry(@Param('name') name: string): Promise<ProjectionView> {
    return this.projections.retry(name);
  }
}
