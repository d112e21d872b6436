import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, pageOf, Requires } from '@/platform';
import { AuditLogService } from './audit-log.service.ts';
import { AuditQuery, AuditView } from './dto/audit.ts';

@Controller('test-runs/audit-log')
export class AuditLogController {
  constructor(private readonly log: AuditLogService) {}

  @Requires('test-runs:audit.read')
  @Get()
  @ApiOperation({ summary: 'Who changed what, by organisation, action, entity, actor and time' })
  @ApiOkResponse({ standardSchema: pageOf(AuditView) })
  @ApiProblems(400)
  list(@Query({ schema: AuditQuery }) query: AuditQuery) {
    return this.log.list(query);
  }
}
