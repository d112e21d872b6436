import { type RootClient } from '../../src/database/root-client.ts';

export type TenantsClient = Pick<RootClient, 'tenant' | 'tenantWorkspace'>;

export interface BenchedQuery {
  readonly name: string;
  /** The largest ratio that is good. */
  readonly goal: number;
  /** How many are under way at once. */
  readonly together: number;
  readonly ask: (client: TenantsClient) => Promise<unknown>;
}

const tenants = 200;
const id = (index: number): string => `tenant-${String(index % tenants).padStart(4, '0')}`;
let turn = 0;
const next = (): string => id((turn += 1));

const byId = async (client: TenantsClient): Promise<unknown> =>
  await client.tenant.findUnique({ where: { id: next() } });

/** A row by its key, a page without and with relations, a change. */
export const queries: readonly BenchedQuery[] = [
  { name: 'findUnique', goal: 1.05, together: 1, ask: byId },
  { name: 'findUnique, 10 at once', goal: 1.05, together: 10, ask: byId },
  {
    name: 'findMany, 20 rows',
    goal: 1.05,
    together: 1,
    ask: async (client) =>
      await client.tenant.findMany({ where: { status: 'ACTIVE' }, orderBy: { createdAt: 'asc' }, take: 20 }),
  },
  {
    name: 'update',
    goal: 1.05,
    together: 1,
    ask: async (client) => await client.tenant.update({ where: { id: next() }, data: { name: 'renamed' } }),
  },
  {
    name: 'findMany, 20 rows with relations',
    goal: 1.15,
    together: 1,
    ask: async (client) =>
      await client.tenant.findMany({
        where: { OR: [{ status: 'ACTIVE' }, { workspaces: { some: { slug: 'main' } } }] },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: 20,
        include: {
          workspaces: { where: { name: { not: '' } }, include: { configs: true } },
          _count: { select: { workspaces: true, configs: true } },
        },
      }),
  },
];

export async function fillTenants(client: TenantsClient): Promise<void> {
  const numbers = Array.from({ length: tenants }, (_, index) => id(index));
  await client.tenant.createMany({ data: numbers.map((key) => ({ id: key, slug: key, name: key })) });
  await client.tenantWorkspace.createMany({
    data: numbers.flatMap((tenantId) =>
      ['main', 'other', 'third'].map((slug) => ({ tenantId, slug, name: slug })),
    ),
  });
}
