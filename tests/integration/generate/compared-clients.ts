import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { type SchemaFile } from '../../../build/model/schema-file.ts';
import { createClientRenderer } from '../../../build/pipeline/generate/client-renderer.ts';
import { generateClient } from '../../../build/pipeline/generate/generate-client.ts';
import { startOfficialGenerator } from '../../support/official-generator.ts';
import { readTree } from './client-project.ts';

/** Clients of one folder, each beside the one that Prisma's own generator makes of the same schema. */
export function compareClients() {
  const projectDir = mkdtempSync(join(tmpdir(), 'tessera-compared-'));
  const outputDir = join(projectDir, 'client');
  writeFileSync(join(projectDir, 'package.json'), '{ "type": "module" }\n');
  const official = startOfficialGenerator(projectDir);
  let renderer = createClientRenderer();
  return {
    projectDir,
    outputDir,
    renderer: () => renderer,
    /** A renderer that knows nothing; the client stays. */
    async startAnew(): Promise<void> {
      await renderer.close();
      renderer = createClientRenderer();
    },
    /**
     * Ours, warm, over the client before, against Prisma's from nothing.
     *
     * @param whole what is said when the schema cannot be described in parts
     * @returns false: Prisma makes none of this schema, and neither do we
     */
    async agree(files: readonly SchemaFile[], whole?: string): Promise<boolean> {
      const result = await generateClient({ projectDir, outputDir, files }, renderer);
      const theirs = await official.generate(files);
      if (!result.ok) {
        expect([result, theirs.files]).toEqual([expect.objectContaining({ reason: 'schema' }), undefined]);
        return false;
      }
      expect(result.whole).toEqual(whole);
      expect(readTree(outputDir)).toEqual(theirs.files);
      return true;
    },
    /** What tells whether the file of a model is the one of before. */
    inode: (name: string): number => statSync(join(outputDir, 'models', `${name}.ts`)).ino,
    async stop(): Promise<void> {
      await renderer.close();
      await official.stop();
      rmSync(projectDir, { recursive: true, force: true });
    },
  };
}
