import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

export interface SyntheticProject {
  readonly directory: string;
  remove(): Promise<void>;
}

/** Models a component of the synthetic projects has; the figure every published measurement uses. */
export const modelsPerComponent = 5;

const repository = resolve(import.meta.dirname, '..');

/** What the product needs beside the components to build and run, copied into a synthetic application. */
const applicationFiles = [
  'bin',
  'contract',
  'packages',
  'build',
  'src',
  'package.json',
  'prisma.config.ts',
  'tsconfig.json',
  'webpack.config.js',
  '.swcrc',
];

/** A synthetic application has components of its own. */
const notCopied = new Set([join('src', 'components'), join('src', 'generated')]);

export function componentName(index: number): string {
  return `c${String(index).padStart(4, '0')}`;
}

/** One component's schema: a parent, four children, an enum; relations, indexes and defaults as people write them. */
export function componentSchema(index: number, extraField = ''): string {
  const prefix = componentName(index).toUpperCase();
  const children = Array.from({ length: modelsPerComponent - 1 }, (_, child) => `${prefix}Child${child}`);
  const parent = [
    `/// What component ${index} keeps.`,
    `model ${prefix}Parent {`,
    `  id        String   @id @default(uuid())`,
    `  name      String`,
    `  email     String   @unique`,
    `  state     ${prefix}State @default(OPEN)`,
    ...(extraField === '' ? [] : [`  ${extraField}`]),
    `  createdAt DateTime @default(now())`,
    ...children.map((child, position) => `  children${position} ${child}[]`),
    ``,
    `  @@index([state, createdAt])`,
    `}`,
  ];
  const childModels = children.flatMap((child) => [
    `model ${child} {`,
    `  id       Int     @id @default(autoincrement())`,
    `  title    String  @db.VarChar(200)`,
    `  amount   Decimal @default(0)`,
    `  data     Json?`,
    `  parentId String`,
    `  parent   ${prefix}Parent @relation(fields: [parentId], references: [id], onDelete: Cascade)`,
    ``,
    `  @@index([parentId])`,
    `}`,
    ``,
  ]);
  const state = [`enum ${prefix}State {`, `  OPEN`, `  DONE`, `}`, ``];
  return [...parent, ``, ...childModels, ...state].join('\n');
}

function componentModule(index: number): string {
  const name = componentName(index);
  const prefix = name.toUpperCase();
  return `import { Controller, Get, Module } from '@nestjs/common'; 
import { Public } from '@/platform';
import { PrismaService } from '@/database';

@Public() @Controller('${name}')
export class ${prefix}Controller {
  constructor(private readonly prisma: PrismaService) {}

  @Get()
  list() {
    return this.prisma.${name}Parent.findMany({ take: 20 });
  }
}

@Module({ controllers: [${prefix}Controller] })
export class ${prefix}Module {}
`;
}

/**
 * Writes a project of `components` components with five models each below the system's temporary folder.
 *
 * @param application also copy what is needed to build and start it; schemas alone are enough to compose.
 */
export async function writeSyntheticProject(
  components: number,
  application = false,
): Promise<SyntheticProject> {
  const directory = await mkdtemp(join(tmpdir(), `tessera-bench-${components}-`));
  for (let index = 0; index < components; index += 1) {
    const folder = join(directory, 'src/components', componentName(index));
    await mkdir(join(folder, 'prisma'), { recursive: true });
    await writeFile(join(folder, 'prisma/schema.prisma'), componentSchema(index));
    await writeFile(join(folder, `${componentName(index)}.module.ts`), componentModule(index));
  }
  if (application) {
    for (const file of applicationFiles) {
      const isOwn = (source: string): boolean => !notCopied.has(relative(repository, source));
      await cp(join(repository, file), join(directory, file), { recursive: true, filter: isOwn });
    }
    await symlink(join(repository, 'node_modules'), join(directory, 'node_modules'));
  }
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}

/** Adds one field to the first component, as a developer would; `edit` keeps repeated edits apart. */
export async function editOneModel(project: SyntheticProject, edit: number): Promise<void> {
  const file = join(project.directory, 'src/components', componentName(0), 'prisma/schema.prisma');
  await writeFile(file, componentSchema(0, `edit${edit} String?`));
}
