import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { type Tenant } from '@/generated/prisma/client.ts';
import { ApiProblems, type HttpReply, type Page, pageOf, Requires } from '@/platform';
import { CreateTenant } from './create-tenant.ts';
import { ListTenants } from './list-tenants.ts';
import { OperatorOnly } from './operator-only.ts';
import { SuspendTenant } from './suspend-tenant.ts';
import { TenantOfRoute } from './tenant-of-route.ts';
import { TenantView } from './tenant-view.ts';
import { TenantsService } from './tenants.service.ts';
import { UpdateTenant } from './update-tenant.ts';

@UseInterceptors(TenantOfRoute)
@Controller('tenancy/tenants')
export class TenantsController {
  constructor(private readonly tenants: TenantsService) {}

  @Requires('tenancy:tenants.write')
  @Post()
  @ApiOperation({ summary: 'Create a tenant' })
  @ApiCreatedResponse({ standardSchema: TenantView })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: CreateTenant }) body: CreateTenant,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<Tenant> {
    const tenant = await this.tenants.create(body);
    reply.header('Location', `/tenancy/tenants/${tenant.id}`);
    return tenant;
  }

  @Requires('tenancy:tenants.read')
  @Get()
  @ApiOperation({ summary: 'List tenants: all of them, or the one that the sender acts for' })
  @ApiOkResponse({ standardSchema: pageOf(TenantView) })
  @ApiProblems(400)
  list(@Query({ schema: ListTenants }) query: ListTenants): Promise<Page<Tenant>> {
    return this.tenants.list(query);
  }

  @Requires('tenancy:tenants.read')
  @Get(':tenantId')
  @ApiOperation({ summary: 'Get a tenant' })
  @ApiOkResponse({ standardSchema: TenantView })
  @ApiProblems(404)
  get(@Param('tenantId') tenantId: string): Promise<Tenant> {
    return this.tenants.get(tenantId);
  }

  @Requires('tenancy:tenants.write')
  @Patch(':tenantId')
  @ApiOperation({ summary: 'Change the name, or, as operator, the slug' })
  @ApiOkResponse({ standardSchema: TenantView })
  @ApiProblems(400, 404, 409)
  update(
    @Param('tenantId') tenantId: string,
    @Body({ schema: UpdateTenant }) body: UpdateTenant,
  ): Promise<Tenant> {
    return this.tenants.update(tenantId, body);
  }

  @Requires('tenancy:tenants.manage')
  @OperatorOnly()
  @Post(':tenantId/suspend')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Suspend an active tenant: nothing can be written on its behalf, and nothing read where that is said',
  })
  @ApiOkResponse({ standardSchema: TenantView })
  @ApiProblems(400, 404, 409)
  suspend(
    @Param('tenantId') tenantId: string,
    @Body({ schema: SuspendTenant }) body: SuspendTenant,
  ): Promise<Tenant> {
    return this.tenants.suspend(tenantId, body ?? { reads: true });
  }

  @Requires('tenancy:tenants.manage')
  @OperatorOnly()
  @Post(':tenantId/activate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Activate a suspended tenant' })
  @ApiOkResponse({ standardSchema: TenantView })
  @ApiProblems(404, 409)
  activate(@Param('tenantId') tenantId: string): Promise<Tenant> {
    return this.tenants.activate(tenantId);
  }

  @Requires('tenancy:tenants.manage')
  @OperatorOnly()
  @Delete(':tenantId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a tenant that has no workspaces, with its configuration' })
  @ApiNoContentResponse()
  @ApiProblems(404, 409)
  remove(@Param('tenantId') tenantId: string): Promise<void> {
    return this.tenants.remove(tenantId);
  }
}
