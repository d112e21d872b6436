import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { type TenantErasure } from '@/generated/prisma/client.ts';
import { ApiProblems, type Page, pageOf, Requires } from '@/platform';
import { OperatorOnly } from '../tenants/operator-only.ts';
import { ErasureService } from './erasure.service.ts';
import { CheckedErasure, ErasureView } from './erasure-view.ts';
import { ListErasures } from './list-erasures.ts';

@OperatorOnly()
@Requires('tenancy:tenants.erase')
@Controller('tenancy/erasures')
export class ErasuresController {
  constructor(private readonly erasures: ErasureService) {}

  @Get()
  @ApiOperation({ summary: 'List the proofs of erased tenants' })
  @ApiOkResponse({ standardSchema: pageOf(ErasureView) })
  @ApiProblems(400)
  list(@Query({ schema: ListErasures }) query: ListErasures): Promise<Page<TenantErasure>> {
    return this.erasures.list(query);
  }

  @Get(':tenantId')
  @ApiOperation({ summary: 'Get the proof that a tenant was erased, and count again' })
  @ApiOkResponse({ standardSchema: CheckedErasure })
  @ApiProblems(404)
  get(@Param('tenantId') tenantId: string): Promise<unknown> {
    return this.erasures.check(tenantId);
  }
}
