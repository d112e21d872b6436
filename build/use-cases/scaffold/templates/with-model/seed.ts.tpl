import { type PrismaClient } from 'nestjs-tessera/client';

const rows = [
  { id: '{{seedId1}}', name: 'First' },
  { id: '{{seedId2}}', name: 'Second' },
];

/** Example data for `npm run db:seed`, the same every time. */
export async function seed(prisma: PrismaClient): Promise<void> {
  for (const { id, ...row } of rows) {
    await prisma.{{accessor}}.upsert({ where: { id }, create: { id, ...row }, update: row });
  }
}
