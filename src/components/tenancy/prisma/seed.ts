import { type Prisma, type PrismaClient } from '@/generated/prisma/client.ts';

interface SeedTenant {
  id: string;
  slug: string;
  name: string;
  suspendedAt: Date | null;
  workspaces: { slug: string; name: string }[];
  config: Record<string, Prisma.InputJsonValue>;
}

const tenants: SeedTenant[] = [
  {
    id: 'cm3acme00000008l4a1b2c3d4',
    slug: 'acme',
    name: 'Acme Corporation',
    suspendedAt: null,
    workspaces: [
      { slug: 'sales-emea', name: 'Sales EMEA' },
      { slug: 'sales-apac', name: 'Sales APAC' },
    ],
    config: { 'billing.currency': 'EUR', 'ui.theme': { mode: 'light', accent: '#0055aa' } },
  },
  {
    id: 'cm3nordwind000008l4e5f6g7h',
    slug: 'nordwind',
    name: 'Nordwind Logistics',
    suspendedAt: null,
    workspaces: [{ slug: 'dispatch', name: 'Dispatch' }],
    config: { 'billing.currency': 'NOK', 'crm.leadScoreThreshold': 65 },
  },
  {
    id: 'cm3halcyon0000008l4i8j9k0l',
    slug: 'halcyon',
    name: 'Halcyon Labs',
    suspendedAt: new Date('2026-09-30T16:00:00Z'),
    workspaces: [],
    config: {},
  },
];

/** Three tenants, one of them suspended, with workspaces, an owner of each, and settings. */
export async function seed(prisma: PrismaClient): Promise<void> {
  for (const tenant of tenants) {
    await prisma.$transaction(async (tx) => {
      // Under row-level security each tenant's rows are written as that tenant.
      await tx.$executeRaw`SELECT set_config('app.tenant_id', ${tenant.id}, true)`;
      await seedTenant(tx, tenant);
    });
  }
}

async function seedTenant(
  tx: Prisma.TransactionClient,
  { id, slug, name, suspendedAt, workspaces, config }: SeedTenant,
): Promise<void> {
  const status = suspendedAt ? 'SUSPENDED' : 'ACTIVE';
  const suspendedWhy = suspendedAt ? 'The trial is over.' : null;
  const update = { slug, name, status, suspendedAt, suspendedWhy } as const;
  await tx.tenant.upsert({ where: { id }, create: { id, ...update }, update });
  for (const workspace of workspaces) {
    const { id: workspaceId } = await tx.tenantWorkspace.upsert({
      where: { tenantId_slug: { tenantId: id, slug: workspace.slug } },
      create: { ...workspace, tenantId: id },
      update: { name: workspace.name },
    });
    const member = { tenantId: id, workspaceId, principal: `user:${slug}-owner` };
    await tx.tenantWorkspaceMember.upsert({
      where: { tenantId_workspaceId_principal: member },
      create: { ...member, role: 'OWNER', invitedBy: 'seed', joinedAt: new Date('2026-01-01T00:00:00Z') },
      update: { role: 'OWNER' },
    });
  }
  for (const [key, value] of Object.entries(config)) {
    const owner = { tenantId: id, scope: 'tenant', key };
    await tx.tenantConfig.upsert({
      where: { tenantId_scope_key: owner },
      create: { ...owner, value },
      update: { value },
    });
  }
}
