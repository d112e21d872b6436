import { Body, Controller, Param, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, Requires } from '@/platform';
import { AgentStepsService } from './agent-steps.service.ts';
import { AgentExecutionDetail, UpdateStep } from './dto/agent-execution.ts';

@Controller('agents/executions/:id/steps')
export class AgentStepsController {
  constructor(private readonly steps: AgentStepsService) {}

  @Requires('agents:executions.write')
  @Patch(':position')
  @ApiOperation({ summary: 'Report a step; the last success or the first failure ends the execution' })
  @ApiOkResponse({ standardSchema: AgentExecutionDetail })
  @ApiProblems(400, 404, 409)
  update(
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('position', { schema: z.coerce.number().int().min(1) }) position: number,
    @Body({ schema: UpdateStep }) body: UpdateStep,
  ) {
    return this.steps.update(id, position, body);
  }
}
