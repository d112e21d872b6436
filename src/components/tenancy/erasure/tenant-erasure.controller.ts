import { Body, Controller, Delete, HttpCode, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { type Tenant, type TenantErasure } from '@/generated/prisma/client.ts';
import { ApiProblems, Requires } from '@/platform';
import { OperatorOnly } from '../tenants/operator-only.ts';
import { TenantOfRoute } from '../tenants/tenant-of-route.ts';
import { TenantView } from '../tenants/tenant-view.ts';
import { ErasureService } from './erasure.service.ts';
import { EraseTenant, RequestErasure } from './erasure-requests.ts';
import { ErasureView } from './erasure-view.ts';

@OperatorOnly()
@Requires('tenancy:tenants.erase')
@UseInterceptors(TenantOfRoute)
@Controller('tenancy/tenants/:tenantId')
export class TenantErasureController {
  constructor(private readonly erasures: ErasureService) {}

  @Post('erasure')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for the erasure of everything that a suspended tenant has' })
  @ApiOkResponse({ standardSchema: TenantView })
  @ApiProblems(400, 404, 409)
  request(
    @Param('tenantId') tenantId: string,
    @Body({ schema: RequestErasure }) body: RequestErasure,
  ): Promise<Tenant> {
    return this.erasures.request(tenantId, body);
  }

  @Delete('erasure')
  @HttpCode(204)
  @ApiOperation({ summary: 'Call the erasure of a tenant off' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  callOff(@Param('tenantId') tenantId: string): Promise<void> {
    return this.erasures.callOff(tenantId);
  }

  @Post('erase')
  @HttpCode(200)
  @ApiOperation({ summary: 'Erase everything that a tenant has, of all components, once its time has come' })
  @ApiOkResponse({ standardSchema: ErasureView })
  @ApiProblems(400, 404, 409)
  erase(
    @Param('tenantId') tenantId: string,
    @Body({ schema: EraseTenant }) body: EraseTenant,
  ): Promise<TenantErasure> {
    return this.erasures.erase(tenantId, body);
  }
}
