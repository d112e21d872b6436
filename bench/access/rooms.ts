import { Controller, Get, Inject, Module, Param } from '@nestjs/common';
import { PrismaService, RootClient } from '../../src/database/index.ts';
import { Public, Requires } from '../../src/platform/index.ts';

declare global {
  interface TesseraPermissions {
    'rooms:read': true;
  }
}

/** Of the role that owns the tables: no policy holds for it, and nothing is told the tenant. */
export const BARE = Symbol('bench:bare');

const select = { id: true, slug: true, name: true } as const;
type Rooms = Pick<RootClient, 'tenantWorkspace'>;

const one = (client: Rooms, id: string) => client.tenantWorkspace.findFirst({ where: { id }, select });
const page = (client: Rooms, where?: { tenantId: string }) =>
  client.tenantWorkspace.findMany({ where, orderBy: { id: 'asc' }, take: 20, select });

/** One query each; what stands before it differs. */
@Controller('rooms')
class RoomsController {
  readonly #bare: RootClient;
  readonly #own: PrismaService;
  constructor(@Inject(BARE) bare: RootClient, @Inject(PrismaService) own: PrismaService) {
    this.#bare = bare;
    this.#own = own;
  }

  @Public()
  @Get('bare/one/:id')
  bareOne(@Param('id') id: string) {
    return one(this.#bare, id);
  }

  @Public()
  @Get('bare/page/:tenant')
  barePage(@Param('tenant') tenantId: string) {
    return page(this.#bare, { tenantId });
  }

  @Requires('rooms:read')
  @Get('signed/one/:id')
  signedOne(@Param('id') id: string) {
    return one(this.#bare, id);
  }

  @Requires('rooms:read')
  @Get('signed/page/:tenant')
  signedPage(@Param('tenant') tenantId: string) {
    return page(this.#bare, { tenantId });
  }

  @Requires('rooms:read')
  @Get('full/one/:id')
  fullOne(@Param('id') id: string) {
    return one(this.#own, id);
  }

  @Requires('rooms:read')
  @Get('full/page/:tenant')
  fullPage() {
    return page(this.#own);
  }
}

/** @param bare the client without anything */
export function roomsModule(bare: RootClient) {
  @Module({ controllers: [RoomsController], providers: [{ provide: BARE, useValue: bare }] })
  class RoomsModule {}
  return RoomsModule;
}
