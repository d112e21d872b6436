import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { Actor, ApiProblems, Requires } from '@/platform';
import { EffectiveQuery } from './dto/effective-view.ts';
import { FlagName, FlagView, PutFlag } from './dto/flag.ts';
import { FlagsService } from './flags.service.ts';

@Controller('configuration/flags')
export class FlagsController {
  constructor(private readonly flags: FlagsService) {}

  @Requires('configuration:flags.read')
  @Get()
  @ApiOperation({ summary: 'The feature flags that hold in an environment' })
  @ApiOkResponse({ standardSchema: z.array(FlagView) })
  @ApiProblems(400)
  list(@Query({ schema: EffectiveQuery }) { environment }: EffectiveQuery): Promise<FlagView[]> {
    return this.flags.list(environment);
  }

  @Requires('configuration:flags.read')
  @Get(':name')
  @ApiOperation({ summary: 'Read one feature flag' })
  @ApiOkResponse({ standardSchema: FlagView })
  @ApiProblems(400, 404, 503)
  get(
    @Param('name', { schema: FlagName }) name: string,
    @Query({ schema: EffectiveQuery }) { environment }: EffectiveQuery,
  ): Promise<FlagView> {
    return this.flags.get(name, environment);
  }

  @Requires('configuration:flags.write')
  @Put(':name')
  @ApiOperation({ summary: 'Turn a feature flag on or off' })
  @ApiOkResponse({ standardSchema: FlagView })
  @ApiProblems(400, 422)
  put(
    @Param('name', { schema: FlagName }) name: string,
    @Body({ schema: PutFlag }) body: PutFlag,
    @Actor() actor: string,
  ): Promise<FlagView> {
    return this.flags.put(name, body, actor);
  }
}
