import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listFiles } from '../../../build/pipeline/generate/client-stamp.ts';
import { type SchemaFile } from '../../../build/model/schema-file.ts';

export const mainSchema: SchemaFile = {
  path: 'prisma/schema/main.prisma',
  text: `// composed
datasource db {
  provider = "postgresql"
}
generator client {
  provider               = "prisma-client"
  output                 = "../../src/generated/prisma"
  runtime                = "nodejs"
  moduleFormat           = "esm"
  generatedFileExtension = "ts"
  importFileExtension    = "ts"
}
`,
};

/** A model of its own per name, so that two schemas give two clients that are told apart by their files. */
export function schemaWith(...models: string[]): SchemaFile[] {
  const parts = models.map((name) => ({
    path: `prisma/schema/${name.toLowerCase()}.prisma`,
    text: `/// ${name} of the tests.\nmodel ${name} {\n  id   Int @id // key\n  kind ${name}Kind @default(A)\n}\n\nenum ${name}Kind {\n  A\n  B\n}\n`,
  }));
  return [mainSchema, ...parts];
}

/** A project folder in the temporary folder with the repository's packages; `remove` it afterwards. */
export function createClientProject() {
  const dir = mkdtempSync(join(tmpdir(), 'tessera-client-'));
  symlinkSync(resolve('node_modules'), join(dir, 'node_modules'));
  writeFileSync(join(dir, 'package.json'), '{ "type": "module" }\n');
  const outputDir = join(dir, 'src/generated/prisma');
  return {
    dir,
    outputDir,
    write(files: readonly SchemaFile[]): void {
      mkdirSync(join(dir, 'prisma/schema'), { recursive: true });
      for (const { path, text } of files) writeFileSync(join(dir, path), text);
    },
    remove(): void {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Every file below a folder with its text, our stamp left out. */
export function readTree(folder: string): Record<string, string> {
  const names = listFiles(folder).filter((name) => !name.startsWith('.tessera'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
