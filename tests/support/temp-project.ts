import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type ProjectOptions } from '../../build/config/project-config.ts';
import { loadProjectConfig } from '../../build/config/load-project-config.ts';
import { type PipelineOptions, type PipelineReport, runPipeline } from '../../build/pipeline/pipeline.ts';

/** A project in a folder of its own below the system's temporary one. */
export interface TempProject {
  readonly dir: string;
  write(file: string, content: string | Uint8Array): void;
  read(file: string): string;
  has(file: string): boolean;
  remove(file: string): void;
  /** Files below a folder with their texts, sorted. */
  tree(folder: string): Record<string, string>;
  /** The pipeline without the Prisma client, which has tests of its own. */
  run(options?: PipelineOptions, settings?: ProjectOptions): Promise<PipelineReport>;
  dispose(): void;
}

/** @param files by path, relative to the project */
export function createTempProject(files: Readonly<Record<string, string | Uint8Array>> = {}): TempProject {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-project-')));
  const project: TempProject = {
    dir,
    write(file, content) {
      mkdirSync(dirname(join(dir, file)), { recursive: true });
      writeFileSync(join(dir, file), content);
    },
    read: (file) => readFileSync(join(dir, file), 'utf8'),
    has: (file) => existsSync(join(dir, file)),
    remove(file) {
      rmSync(join(dir, file), { recursive: true });
    },
    tree: (folder) => readTree(join(dir, folder)),
    async run(options = {}, settings = {}) {
      const loaded = await loadProjectConfig(dir, settings);
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
      const generate = () => Promise.resolve({ ok: true, generated: false, hash: '' } as const);
      return runPipeline(loaded.config, { generate, ...options });
    },
    dispose() {
      rmSync(dir, { recursive: true, force: true });
    },
  };
  for (const [file, content] of Object.entries(files)) project.write(file, content);
  return project;
}

/** A copy of a fixture folder. */
export function copyFixture(folder: string): TempProject {
  const project = createTempProject();
  cpSync(folder, project.dir, { recursive: true });
  return project;
}

export function readTree(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(files.map((file) => [relative(folder, file), readFileSync(file, 'utf8')]));
}
