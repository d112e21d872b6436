import { Controller, Get, Param, StreamableFile, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import { ApiProblems, Requires } from '@/platform';
import { TenantOfRoute } from '../tenants/tenant-of-route.ts';
import { TenantExport } from './tenant-export.ts';

const type = 'application/x-ndjson';

@UseInterceptors(TenantOfRoute)
@Controller('tenancy/tenants/:tenantId/export')
export class ExportController {
  constructor(private readonly exports: TenantExport) {}

  @Requires('tenancy:tenants.export')
  @Get()
  @ApiOperation({ summary: 'Export everything a tenant has, of all components' })
  @ApiProduces(type)
  @ApiOkResponse({
    description:
      'One JSON object a line: what follows, the rows, and at the end how many with the SHA-256 of the lines before',
    content: { [type]: { schema: { type: 'string' } } },
  })
  @ApiProblems(404, 429)
  async download(@Param('tenantId') tenantId: string): Promise<StreamableFile> {
    const lines = await this.exports.start(tenantId);
    const file = new StreamableFile(lines, {
      type,
      disposition: `attachment; filename="tenant-${tenantId}.ndjson"`,
    });
    // An answer that was begun is cut off: ended, it would look whole.
    return file.setErrorHandler((_error, response) => {
      const destroy: unknown = Reflect.get(response, 'destroy');
      if (typeof destroy === 'function') Reflect.apply(destroy, response, []);
    });
  }
}
