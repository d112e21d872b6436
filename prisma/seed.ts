import { access } from 'node:fs/promises';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { loadProjectConfig } from '../build/config/load-project-config.ts';
import { runPipeline } from '../build/pipeline/pipeline.ts';
import { PrismaClient } from '../src/generated/prisma/client.ts';

/** What `prisma/seed.ts` of a component exports (`prisma/seed.js` of one in an npm package); running it twice must not double the data. */
interface SeedModule {
  readonly seed: (prisma: PrismaClient) => Promise<void>;
}

const url = process.env['DATABASE_URL'];
if (!url) throw new Error('DATABASE_URL is not set: run `npm run db:seed`.');
// Not from the registry: it imports the code of every component, and that of a package runs only where it is bundled.
const loaded = await loadProjectConfig(path.dirname(import.meta.dirname));
const report = loaded.ok && (await runPipeline(loaded.config, { check: true }));
if (!report || !report.ok) throw new Error('The components have problems: run `npx tessera compose`.');
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
try {
  // In mount order: a component may refer to what those it requires have put in.
  for (const { name, path: folder } of report.components) {
    const file = await seedOf(folder);
    if (!file) continue;
    const module: unknown = await import(file.href);
    if (!isSeedModule(module)) throw new Error(`${file.pathname} must export a function named seed.`);
    await module.seed(prisma);
    process.stdout.write(`seeded ${name}\n`);
  }
} finally {
  await prisma.$disconnect();
}

async function seedOf(folder: string): Promise<URL | undefined> {
  for (const name of ['seed.ts', 'seed.js']) {
    const file = new URL(`../${folder}/prisma/${name}`, import.meta.url);
    if (await exists(file)) return file;
  }
  return undefined;
}

async function exists(file: URL): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function isSeedModule(module: unknown): module is SeedModule {
  return (
    typeof module === 'object' && module !== null && 'seed' in module && typeof module.seed === 'function'
  );
}
