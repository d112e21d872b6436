import { describe } from '@jest/globals';
import { testDisturbed } from './tenants/disturbed.suite.ts';
import { testPlantedKeys } from './tenants/planted-keys.suite.ts';
import { testReads } from './tenants/reads.suite.ts';
import { testRequests } from './tenants/requests.suite.ts';
import { testSharedConnections } from './tenants/shared-connections.suite.ts';
import { useTenantRooms } from './tenants/tenant-rooms.ts';
import { testTransactions } from './tenants/transactions.suite.ts';
import { testWhichTenant } from './tenants/which-tenant.suite.ts';
import { testWrites } from './tenants/writes.suite.ts';

/** One database and one client for all. */
describe("a tenant's client", () => {
  const rooms = useTenantRooms();
  testReads(rooms);
  testWrites(rooms);
  testWhichTenant(rooms);
  testSharedConnections(rooms);
  testRequests(rooms);
  testTransactions(rooms);
  testPlantedKeys(rooms);
  testDisturbed(rooms);
});
