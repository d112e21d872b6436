import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Put,
  UseInterceptors,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, Requires } from '@/platform';
import { OperatorOnly } from '../tenants/operator-only.ts';
import { TenantDirectory } from '../tenants/tenant-directory.ts';
import { TenantOfRoute } from '../tenants/tenant-of-route.ts';
import { type LimitUse, TenantLimits } from './tenant-limits.ts';

const LimitView = z.object({
  name: z.string().meta({ example: 'tenancy:workspaces' }),
  what: z.string().describe('What is counted'),
  max: z.int(),
  used: z.int(),
  isOwn: z.boolean().describe("Whether it was set for this tenant; else it is the component's"),
});

const SetLimit = z.strictObject({ max: z.int().min(0).max(2_147_483_647) });

@UseInterceptors(TenantOfRoute)
@Controller('tenancy/tenants/:tenantId/limits')
export class LimitsController {
  constructor(
    private readonly tenants: TenantDirectory,
    private readonly limits: TenantLimits,
  ) {}

  @Requires('tenancy:limits.read')
  @Get()
  @ApiOperation({ summary: 'List how much a tenant may have, and has' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(LimitView) }) })
  @ApiProblems(404)
  async list(@Param('tenantId') tenantId: string): Promise<{ items: LimitUse[] }> {
    await this.tenants.require(tenantId);
    return { items: await this.limits.uses() };
  }

  @Requires('tenancy:tenants.manage')
  @OperatorOnly()
  @Put(':name')
  @ApiOperation({ summary: 'Set a limit of a tenant; what it has beyond stays' })
  @ApiOkResponse({ standardSchema: LimitView })
  @ApiProblems(400, 404)
  async set(
    @Param('tenantId') tenantId: string,
    @Param('name') name: string,
    @Body({ schema: SetLimit }) { max }: z.infer<typeof SetLimit>,
  ): Promise<LimitUse> {
    return await this.#set(tenantId, name, max);
  }

  @Requires('tenancy:tenants.manage')
  @OperatorOnly()
  @Delete(':name')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let a limit of a tenant be what its component says' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  async reset(@Param('tenantId') tenantId: string, @Param('name') name: string): Promise<void> {
    await this.#set(tenantId, name, undefined);
  }

  async #set(tenantId: string, name: string, max: number | undefined): Promise<LimitUse> {
    await this.tenants.require(tenantId);
    const isThere = await this.limits.set(name, max);
    const use = isThere ? (await this.limits.uses()).find((one) => one.name === name) : undefined;
    if (use === undefined) throw new NotFoundException(`No component declares the limit ${name}.`);
    return use;
  }
}
