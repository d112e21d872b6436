import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { PrismaService } from '@/database';
import { AccessEventKind } from '@/generated/prisma/client.ts';
import {
  ApiProblems,
  CurrentPrincipal,
  PageQuery,
  pageOf,
  paginate,
  type Principal,
  Requires,
} from '@/platform';
import { refuseTenant } from '../principals/refuse-tenant.ts';

const EventView = z
  .object({
    id: z.uuid(),
    kind: z.enum(AccessEventKind),
    actor: z.string(),
    subject: z.string(),
    ipAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'AccessEventView' });

const ListEvents = PageQuery.extend({
  kind: z.enum(AccessEventKind).optional(),
  subject: z.string().max(400).optional(),
});
type ListEvents = z.infer<typeof ListEvents>;

@Controller('access/events')
export class EventsController {
  constructor(private readonly prisma: PrismaService) {}

  @Get()
  @Requires('access:events.read')
  @ApiOperation({ summary: 'Sign-ins and changes of rights, newest first' })
  @ApiOkResponse({ standardSchema: pageOf(EventView) })
  @ApiProblems(400)
  list(@Query({ schema: ListEvents }) query: ListEvents, @CurrentPrincipal() principal: Principal) {
    refuseTenant(principal);
    const { kind, subject, ...page } = query;
    return paginate(page, (window) =>
      this.prisma.accessEvent.findMany({
        where: { kind, subject },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        ...window,
      }),
    );
  }
}
