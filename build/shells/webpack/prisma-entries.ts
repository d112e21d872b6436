import { chmod } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import webpack, { type Compiler, type WebpackPluginInstance } from 'webpack';
import { type ProjectConfig } from '../../config/project-config.ts';
import { platformDir } from './platform-dir.ts';

const engine = 'schema-engine.js';

/** Beside the application, what `npx prisma migrate deploy` needs where there are no sources. */
export const prismaEntries: Readonly<Record<string, string>> = {
  'schema-engine': ownModule('build/prisma-engine/main'),
  'prisma.config': ownModule('build/shells/prisma/production.config'),
};

/** What the settings say is known when the bundle is made: `tessera.config` does not go with it. */
export function prismaPlugins({
  schemaDir,
  migrationsDir,
  defaultSchema,
}: ProjectConfig): WebpackPluginInstance[] {
  return [
    new webpack.DefinePlugin({
      PROJECT_FOLDERS: JSON.stringify({ schemaDir, migrationsDir, defaultSchema }),
    }),
    new webpack.BannerPlugin({ banner: '#!/usr/bin/env node', raw: true, include: engine }),
    executableEngine,
  ];
}

/** Makes the engine a program: Prisma's command line starts it by its path. */
const executableEngine: WebpackPluginInstance = {
  apply(compiler: Compiler): void {
    compiler.hooks.afterEmit.tapPromise('ExecutableEngine', () =>
      chmod(resolve(compiler.outputPath, engine), 0o755),
    );
  },
};

/** Tests run the sources, everything else what they are compiled to. */
function ownModule(name: string): string {
  return join(platformDir, `${name}${extname(import.meta.filename)}`);
}
