import { expect, it } from '@jest/globals';
import { Controller, Get, Inject, Module } from '@nestjs/common';
import { PrismaService } from '../../../../src/database/index.ts';
import { Public } from '../../../../src/platform/index.ts';
import { HttpClient } from '../../../../src/platform/test-utils/index.ts';
import { TestPrincipals } from '../../../../src/platform/test-utils/test-principals.ts';
import { tenantComponents } from '../../../support/tenant-database.ts';
import { component, startPlatform } from '../../platform/start-platform.ts';
import { type TenantRooms } from './tenant-rooms.ts';

@Public()
@Controller('rooms')
class RoomsController {
  readonly #prisma: PrismaService;
  constructor(@Inject(PrismaService) prisma: PrismaService) {
    this.#prisma = prisma;
  }
  @Get()
  async list() {
    return await this.#prisma.tenantWorkspace.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  }
}
@Module({ controllers: [RoomsController] })
class RoomsModule {}

/** The tenant of a request. */
export function testRequests(rooms: TenantRooms): void {
  it("has the tenant of the request's principal, and answers 403 without one", async () => {
    const registered = tenantComponents.map(({ access, models }) =>
      component('rooms', RoomsModule, { models, access }),
    );
    const platform = await startPlatform(rooms.url, registered);
    try {
      const origin = await platform.app.getUrl();
      const as = (principal: { tenantId?: string }) =>
        new HttpClient(origin, platform.app.get(TestPrincipals).credentialsOf(principal)).get('/rooms');
      const answers = await Promise.all([as({ tenantId: 'acme' }), as({ tenantId: 'globex' }), as({})]);
      expect(answers).toMatchObject([
        { status: 200, body: [{ id: 'acme-1' }, { id: 'acme-2' }] },
        { status: 200, body: [{ id: 'globex-1' }, { id: 'globex-2' }] },
        { status: 403 },
      ]);
      expect(await new HttpClient(origin).get('/rooms')).toMatchObject({ status: 403 });
    } finally {
      await platform.app.close();
    }
  });
}
