import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, CurrentPrincipal, type Principal, Public } from '@/platform';

const MeView = z
  .object({
    kind: z.string().describe('anonymous without credentials'),
    id: z.string(),
    tenantId: z.string().optional(),
    permissions: z.array(z.string()),
  })
  .meta({ id: 'AccessMeView' });

@Controller('access/me')
export class MeController {
  @Get()
  @Public()
  @ApiOperation({ summary: 'Who calls, as the platform sees it' })
  @ApiOkResponse({ standardSchema: MeView })
  @ApiProblems(400)
  me(@CurrentPrincipal() principal: Principal) {
    const { kind, id, tenantId, permissions } = principal;
    return { kind, id, tenantId, permissions: [...permissions] };
  }
}
