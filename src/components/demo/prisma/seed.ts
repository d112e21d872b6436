import { type DemoPostStatus, type PrismaClient } from '@/generated/prisma/client.ts';

const users = [
  { id: '0b5f3c1e-6a53-4c0e-9d61-2f1f4d5c0a01', email: 'ada@example.org', name: 'Ada Lovelace' },
  { id: '0b5f3c1e-6a53-4c0e-9d61-2f1f4d5c0a02', email: 'grace@example.org', name: 'Grace Hopper' },
  { id: '0b5f3c1e-6a53-4c0e-9d61-2f1f4d5c0a03', email: 'edsger@example.org', name: 'Edsger Dijkstra' },
] as const;

const posts: { author: number; status: DemoPostStatus; title: string; content: string | null }[] = [
  {
    author: 0,
    status: 'PUBLISHED',
    title: 'Notes on the Analytical Engine',
    content: 'It weaves algebraic patterns just as the loom weaves flowers and leaves.',
  },
  { author: 0, status: 'DRAFT', title: 'On the Bernoulli numbers', content: null },
  {
    author: 1,
    status: 'PUBLISHED',
    title: 'The first bug',
    content: 'A moth, found in relay 70 of panel F.',
  },
  {
    author: 1,
    status: 'ARCHIVED',
    title: 'A-0, a compiler',
    content: 'It puts routines from a library together.',
  },
  {
    author: 2,
    status: 'PUBLISHED',
    title: 'A note on two problems in connexion with graphs',
    content: 'The shortest path, found over coffee in about twenty minutes.',
  },
  {
    author: 2,
    status: 'DRAFT',
    title: 'Goto, reconsidered',
    content: 'The letter to the editor, first draft.',
  },
];

/** Three authors and their posts, the same every time. Rows that exist are put back to these values. */
export async function seed(prisma: PrismaClient): Promise<void> {
  for (const { id, ...user } of users) {
    await prisma.demoUser.upsert({ where: { email: user.email }, create: { id, ...user }, update: user });
  }
  for (const [index, { author, ...post }] of posts.entries()) {
    const id = `1c6a4d2f-7b64-4d1f-8e72-3a2a5e6d1b${String(index + 1).padStart(2, '0')}`;
    const { email } = users[author] ?? users[0];
    const data = { ...post, author: { connect: { email } } };
    await prisma.demoPost.upsert({ where: { id }, create: { id, ...data }, update: data });
  }
}
