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

/** Three tenants, one of them suspended, with workspaces and settings. */
export async function seed(prisma: PrismaClient): Promise<void> {
  for (const { id, slug, name, suspendedAt, workspaces, config } of tenants) {
    const status = suspendedAt ? 'SUSPENDED' : 'ACTIVE';
    const update = { name, status, suspendedAt } as const;
    const tenant = await prisma.tenant.upsert({ where: { slug }, create: { id, slug, ...update }, update });
    for (const workspace of workspaces) {
      await prisma.tenantWorkspace.upsert({
        where: { tenantId_slug: { tenantId: tenant.id, slug: workspace.slug } },
        create: { ...workspace, tenantId: tenant.id },
        update: { name: workspace.name },
      });
    }
    for (const [key, value] of Object.entries(config)) {
      const owner = { tenantId: tenant.id, scope: 'tenant', key };
      await prisma.tenantConfig.upsert({
        where: { tenantId_scope_key: owner },
        create: { ...owner, value },
        update: { value },
      });
    }
  }
}
