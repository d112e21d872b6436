import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { componentName, componentSchema } from '../synthetic-project.ts';
import { componentFiles } from './component-files.ts';
import { dialectOf, type Rival } from './rivals.ts';

/** Writes a plain NestJS and Prisma application of `size` components. @returns its folder */
export async function writeRivalApplication(rival: Rival, size: number, modules: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), `tessera-bench-${rival.name}-${size}-`));
  const names = Array.from({ length: size }, (_, index) => componentName(index));
  const files: Record<string, string> = { ...projectFiles(rival), ...applicationFiles(rival, names) };
  names.forEach((name, index) => {
    files[`prisma/schema/${name}.prisma`] = componentSchema(index);
    for (const [file, text] of Object.entries(componentFiles(name, dialectOf(rival)))) {
      files[`src/components/${name}/${file}`] = text;
    }
  });
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await writeFile(join(directory, file), text);
  }
  await symlink(modules, join(directory, 'node_modules'));
  return directory;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What `nest new` and `prisma init` write, as far as it matters here. */
function projectFiles({ commonjs, files }: Rival): Record<string, string> {
  const modules = commonjs
    ? { module: 'node20', moduleResolution: 'node16' }
    : { module: 'nodenext', moduleResolution: 'nodenext' };
  const compilerOptions = {
    ...modules,
    resolvePackageJsonExports: true,
    esModuleInterop: true,
    isolatedModules: true,
    declaration: true,
    removeComments: true,
    emitDecoratorMetadata: true,
    experimentalDecorators: true,
    allowSyntheticDefaultImports: true,
    target: 'ES2023',
    sourceMap: true,
    outDir: './dist',
    rootDir: '.',
    incremental: true,
    skipLibCheck: true,
    strict: true,
    strictPropertyInitialization: false,
    types: ['node'],
  };
  return {
    'package.json': json({ name: 'bench', private: true, ...(commonjs ? {} : { type: 'module' }) }),
    'tsconfig.json': json({ compilerOptions }),
    'tsconfig.build.json': json({
      extends: './tsconfig.json',
      compilerOptions: { rootDir: './src' },
      include: ['src'],
    }),
    'nest-cli.json': json({
      collection: '@nestjs/schematics',
      sourceRoot: 'src',
      compilerOptions: { deleteOutDir: true },
    }),
    'prisma.config.ts': `export default { schema: 'prisma/schema' };\n`,
    'prisma/schema/main.prisma': `generator client {
  provider            = "prisma-client"
  output              = "../../src/generated/prisma"
  runtime             = "nodejs"
  moduleFormat        = "${commonjs ? 'cjs' : 'esm'}"
  importFileExtension = "${commonjs ? '' : 'js'}"
}

datasource db {
  provider = "postgresql"
}
`,
    ...files,
  };
}

function applicationFiles(rival: Rival, names: readonly string[]): Record<string, string> {
  const { extension } = dialectOf(rival);
  const imports = names.map(
    (name) =>
      `import { ${name.toUpperCase()}Module } from './components/${name}/${name}.module${extension}';\n`,
  );
  return {
    'src/main.ts': rival.main(extension),
    'src/prisma.service.ts': `import { Injectable } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/prisma/client${extension}';

@Injectable()
export class PrismaService extends PrismaClient {
  constructor() {
    super({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL }) });
  }
}
`,
    'src/prisma.module.ts': `import { Global, Module } from '@nestjs/common';
import { PrismaService } from './prisma.service${extension}';

@Global()
@Module({ providers: [PrismaService], exports: [PrismaService] })
export class PrismaModule {}
`,
    'src/app.module.ts': `import { Module } from '@nestjs/common';
import { PrismaModule } from './prisma.module${extension}';
${imports.join('')}
@Module({ imports: [PrismaModule, ${names.map((name) => `${name.toUpperCase()}Module`).join(', ')}] })
export class AppModule {}
`,
  };
}
