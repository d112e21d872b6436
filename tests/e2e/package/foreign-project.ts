import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const Manifest = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});
const own = Manifest.parse(JSON.parse(readFileSync('package.json', 'utf8')));
const versions = { ...own.devDependencies, ...own.dependencies };

/** In the versions this repository is tested with. */
function pinned(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, versions[name] ?? 'missing']));
}

/** Packs the package as a release is packed. */
export function packRelease(): string {
  execFileSync('npm', ['run', '-s', 'pack:release'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return resolve(`release/nestjs-tessera-${own.version}.tgz`);
}

/** Files of a project that has the platform as a package, and one component. */
function filesOf(tarball: string): Readonly<Record<string, string>> {
  return {
    'package.json': JSON.stringify({
      name: 'shop',
      version: '1.0.0',
      private: true,
      type: 'module',
      dependencies: pinned(
        '@nestjs/common',
        '@nestjs/core',
        '@nestjs/platform-express',
        '@nestjs/swagger',
        'reflect-metadata',
        'rxjs',
        'zod',
      ),
      devDependencies: {
        ...pinned('@nestjs/terminus', '@prisma/client', 'prisma', 'typescript', '@types/node'),
        'nestjs-tessera': `file:${tarball}`,
      },
    }),
    'tsconfig.json': JSON.stringify({
      extends: 'nestjs-tessera/tsconfig.json',
      compilerOptions: {
        rootDir: '.',
        paths: { 'nestjs-tessera/client': ['./src/generated/prisma/client.ts'] },
      },
      include: ['src', '*.ts'],
    }),
    'webpack.config.js': `import { projectWebpack } from 'nestjs-tessera/webpack';
export default projectWebpack(import.meta.dirname);
`,
    'prisma.config.ts': `import { projectPrisma } from 'nestjs-tessera/prisma-config';
export default await projectPrisma(import.meta.dirname);
`,
    'src/main.ts': `import 'reflect-metadata';
import { loadDotEnv, runApplication } from 'nestjs-tessera/platform';
import { AppModule } from './app.module.ts';
loadDotEnv();
await runApplication(AppModule);
`,
    'src/app.module.ts': `import { Module } from '@nestjs/common';
import { PlatformModule } from 'nestjs-tessera/platform';
import { components, migrations } from './generated/components.ts';
@Module({ imports: [PlatformModule.forRoot({ components, migrations })] })
export class AppModule {}
`,
    'src/components/notes/prisma/schema.prisma': 'model Note {\n  id   Int    @id\n  text String\n}\n',
    'src/components/notes/notes.module.ts': `import { Controller, Get, Module } from '@nestjs/common';
import { type Note } from 'nestjs-tessera/client';
import { PrismaService } from 'nestjs-tessera/database';
import { Public } from 'nestjs-tessera/platform';
@Public()
@Controller('notes')
export class NotesController {
  constructor(private readonly prisma: PrismaService) {}
  @Get()
  list(): Promise<Note[]> {
    return this.prisma.note.findMany();
  }
}
@Module({ controllers: [NotesController] })
export class NotesModule {}
`,
    'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
    'prisma/migrations/20260101000000_notes/migration.sql':
      'CREATE TABLE "Note" ("id" INTEGER NOT NULL, "text" TEXT NOT NULL, CONSTRAINT "Note_pkey" PRIMARY KEY ("id"));\nINSERT INTO "Note" VALUES (1, \'from a package\');\n',
  };
}

/** A project outside this repository, in which nothing of it can be found by walking up. */
export function createForeignProject(tarball: string) {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-foreign-')));
  for (const [file, text] of Object.entries(filesOf(tarball))) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  }
  return {
    dir,
    path: (file: string) => join(dir, file),
    remove(): void {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export type ForeignProject = ReturnType<typeof createForeignProject>;
