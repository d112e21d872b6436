import { type PrismaClient, type TestRunOutcome } from '@/generated/prisma/client.ts';

/** Ids that are the same in every run: `kind` tells tables apart, `number` rows. */
function idOf(kind: string, number: number): string {
  return `01937000-0000-7000-8000-${kind.padEnd(6, '0')}${String(number).padStart(6, '0')}`;
}

const organizationId = idOf('a', 1);
const suites = [
  { id: idOf('b', 1), parentId: null, name: 'Web shop' },
  { id: idOf('b', 2), parentId: idOf('b', 1), name: 'Checkout' },
  { id: idOf('b', 3), parentId: idOf('b', 2), name: 'Vouchers' },
  { id: idOf('b', 4), parentId: idOf('b', 1), name: 'Account' },
];
const tests = [
  { id: idOf('c', 1), suiteId: idOf('b', 2), name: 'Guest pays by card', type: 'SMOKE', tags: ['critical'] },
  {
    id: idOf('c', 2),
    suiteId: idOf('b', 2),
    name: 'Order of 500 lines',
    type: 'PERFORMANCE',
    tags: ['slow'],
  },
  {
    id: idOf('c', 3),
    suiteId: idOf('b', 3),
    name: 'Expired voucher is refused',
    type: 'REGRESSION',
    tags: [],
  },
  {
    id: idOf('c', 4),
    suiteId: idOf('b', 4),
    name: 'Password reset',
    type: 'SECURITY',
    tags: ['critical', 'mail'],
  },
] as const;

/** Five nightly runs; the slow test fails in the second one, the voucher test is skipped once. */
const NIGHTS = 5;
const firstNight = Date.UTC(2026, 10, 16, 2);

/** Fills one organisation with a tree of suites, tests and a week of nightly runs. */
export async function seed(prisma: PrismaClient): Promise<void> {
  const organization = { id: organizationId, slug: 'acme-shop', name: 'Acme Shop' };
  await prisma.testRunOrganization.upsert({
    ...{ where: { id: organizationId }, create: organization, update: organization },
  });
  for (const suite of suites) {
    const data = { ...suite, organizationId };
    await prisma.testRunSuite.upsert({ where: { id: suite.id }, create: data, update: data });
  }
  for (const { tags, ...test } of tests) {
    const connectOrCreate = tags.map((name) => ({
      where: { organizationId_name: { organizationId, name } },
      create: { organizationId, name },
    }));
    const data = { ...test, tags: { connectOrCreate } };
    await prisma.testRunTest.upsert({ where: { id: test.id }, create: data, update: data });
  }
  for (let night = 0; night < NIGHTS; night++) await seedNight(prisma, night);
}

async function seedNight(prisma: PrismaClient, night: number): Promise<void> {
  const start = firstNight + night * 86_400_000;
  const execution = {
    ...{ id: idOf('d', night + 1), organizationId, suiteId: idOf('b', 1), name: `Nightly ${night + 1}` },
    ...{ triggeredBy: 'scheduler', configuration: { browser: 'firefox', branch: 'main' } },
    ...({ status: night === 1 ? 'FAILED' : 'PASSED', createdAt: new Date(start) } as const),
    ...{ startedAt: new Date(start + 1_000), finishedAt: new Date(start + 60_000) },
  };
  await prisma.testRunExecution.upsert({
    ...{ where: { id: execution.id }, create: execution, update: execution },
  });
  for (const [index, test] of tests.entries()) {
    const outcome = outcomeOf(night, index);
    const result = {
      ...{
        id: idOf('e', night * tests.length + index + 1),
        executionId: execution.id,
        testId: test.id,
        outcome,
      },
      durationMs: outcome === 'SKIPPED' ? null : 400 + index * 900 + night * 35,
      error: outcome === 'FAILED' ? 'Expected the order within 3000 ms, took 4120 ms' : null,
      createdAt: new Date(start + 2_000 + index * 1_000),
    };
    await prisma.testRunResult.upsert({ where: { id: result.id }, create: result, update: result });
  }
  const entry = {
    ...({ id: idOf('f', night + 1), organizationId, entity: 'EXECUTION', entityId: execution.id } as const),
    ...({ action: 'FINISHED', actor: 'scheduler', createdAt: execution.finishedAt } as const),
    changes: { status: { from: 'RUNNING', to: execution.status } },
  };
  await prisma.testRunAuditEntry.upsert({ where: { id: entry.id }, create: entry, update: entry });
}

function outcomeOf(night: number, index: number): TestRunOutcome {
  if (night === 1 && index === 1) return 'FAILED';
  return night === 3 && index === 2 ? 'SKIPPED' : 'PASSED';
}
