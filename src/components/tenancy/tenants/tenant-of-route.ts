import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  NotFoundException,
} from '@nestjs/common';
import { catchError, from, lastValueFrom, type Observable } from 'rxjs';
import { currentTenant, isTenantId, PrismaService, TenantError, withTenant } from '@/database';

/**
 * Does what a route asks for as the tenant in its path, or that of the workspace there. Who acts for a tenant reaches
 * that one only: any other is answered like one that does not exist, without a look at the database. The operator, who
 * acts for none, reaches each.
 */
@Injectable()
export class TenantOfRoute implements NestInterceptor {
  constructor(private readonly prisma: PrismaService<'tenancy'>) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const { tenantId, workspaceId } = context
      .switchToHttp()
      .getRequest<{ params: Readonly<Record<string, unknown>> }>().params;
    const tenant = await this.#tenantOf(textOf(tenantId), textOf(workspaceId));
    if (tenant === undefined) return withoutTenant(next, textOf(workspaceId));
    return from(withTenant(tenant, () => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }

  async #tenantOf(
    tenantId: string | undefined,
    workspaceId: string | undefined,
  ): Promise<string | undefined> {
    const own = currentTenant();
    if (tenantId !== undefined) {
      if (isTenantId(tenantId) && (own ?? tenantId) === tenantId) return tenantId;
      throw new NotFoundException(`There is no tenant ${tenantId}.`);
    }
    if (workspaceId === undefined || own !== undefined) return own;
    const found = await this.prisma
      .asSystem('find the tenant of a workspace', { tenants: 'all' })
      .tenantWorkspace.findUnique({ where: { id: workspaceId }, select: { tenantId: true } });
    return found?.tenantId;
  }
}

/** What is wrong with the request itself is told first; after that nothing of a tenant can be had without one. */
function withoutTenant(next: CallHandler, workspaceId: string | undefined): Observable<unknown> {
  if (workspaceId === undefined) return next.handle();
  return next.handle().pipe(
    catchError((error: unknown) => {
      throw error instanceof TenantError
        ? new NotFoundException(`There is no workspace ${workspaceId}.`)
        : error;
    }),
  );
}

function textOf(parameter: unknown): string | undefined {
  return typeof parameter === 'string' ? parameter : undefined;
}
