import { describe, expect, it } from '@jest/globals';
import { testAttacks } from './scoped-client/attacks.suite.ts';
import { testDeclared } from './scoped-client/declared.suite.ts';
import { useScopedClients } from './scoped-client/scoped-clients.ts';

/** One database for all. */
describe("a component's client", () => {
  const clients = useScopedClients();
  testDeclared(clients);
  testAttacks(clients);

  it('leads to nothing behind it', () => {
    const behind = [
      '_engine',
      '_originalClient',
      '$parent',
      '$extends',
      '$on',
      '$connect',
      '$disconnect',
      '_createPrismaPromise',
      '_request',
      '_engineConfig',
      'constructor',
      'then',
      'onModuleInit',
      'onModuleDestroy',
      '__proto__',
    ];
    expect(behind.filter((name) => Reflect.get(clients.owner, name) !== undefined)).toEqual([]);
    expect(
      behind.filter(
        (name) =>
          Reflect.get(clients.owner.tenant, name) !== undefined &&
          name !== 'constructor' &&
          name !== '__proto__',
      ),
    ).toEqual([]);
    expect(Object.getPrototypeOf(clients.owner)).toBeNull();
    expect(() => Object.assign(clients.owner, { tenant: clients.root.tenant })).toThrow(TypeError);
    expect(() => Object.assign(clients.owner.tenant, { findMany: () => [] })).toThrow(TypeError);
  });

  it('says whose the model is and the line that declares it', async () => {
    await expect(clients.owner.storedEvent.findMany()).rejects.toMatchObject({
      code: 'ACCESS.FOREIGN_MODEL',
      component: 'owner',
      target: 'StoredEvent',
      message:
        'ACCESS.FOREIGN_MODEL: "StoredEvent" belongs to the component "reader", which "owner" does not require. ' +
        'Declare it in src/components/owner/component.json: "requires": { "reader": "^1.0.0" }',
    });
    await expect(clients.owner.$queryRaw`SELECT 1`).rejects.toThrow(
      'src/components/owner/component.json: "database": { "raw": true }',
    );
  });

  it('steps outside for a declared reason, which is counted', async () => {
    expect(await clients.owner.asSystem('count the events').storedEvent.count()).toBe(1);
    await clients.owner
      .$transaction(async (tx) => {
        await tx.asSystem('count the events').storedEvent.deleteMany();
        throw new Error('undone');
      })
      .catch(() => undefined);
    expect(await clients.root.storedEvent.count()).toBe(1);
    expect(clients.all.systemUses()).toEqual([{ component: 'owner', reason: 'count the events', count: 2 }]);
  });

  it('refuses everything where the component is not known', () => {
    const closed = clients.all.of('unknown');
    expect((): unknown => Reflect.get(closed, 'tenant')).toThrow('ACCESS.FOREIGN_MODEL');
    expect((): unknown => Reflect.get(closed, '$queryRaw')).toThrow('Inject PrismaService into a provider');
  });
});
