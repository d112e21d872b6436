import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { types } from 'node:util';
import { type ClientRenderer, createClientRenderer, type RenderAnswer } from './client-renderer.ts';
import { hashClient, type SchemaFile } from './client-hash.ts';
import { digestFolder, intactFiles, isClientFresh, mayReplace, writeStamp } from './client-stamp.ts';
import { keepTimesOfEqualFiles } from './keep-times.ts';
import { generatorVersion, refusePrismaVersion, runtimeVersion } from './prisma-version.ts';
import { clearLeftovers, createStaging, swapDirectory } from './swap-directory.ts';

export interface GenerateClientInput {
  /** Absolute folder of the project; tells which `@prisma/client` the code will run with. */
  readonly projectDir: string;
  /** Folder of the client, absolute or relative to the project. */
  readonly outputDir: string;
  /** The whole composed schema, datasource and generator included. */
  readonly files: readonly SchemaFile[];
  /** `hashClient` of the files, from a caller that knows it. */
  readonly hash?: string;
}

export type GenerateClientResult =
  | {
      readonly ok: true;
      /** False: the client on disk was already the one of this schema, nothing was written. */
      readonly generated: boolean;
      readonly hash: string;
    }
  | {
      readonly ok: false;
      /** `schema`: Prisma refuses it. `environment`: wrong Prisma, read-only or full disk, foreign folder. */
      readonly reason: 'schema' | 'environment';
      /** Prisma's or the system's message, without colours. */
      readonly message: string;
    };

/**
 * Makes sure that `outputDir` holds the client of the composed schema. Nothing is loaded or written when it
 * already does. A new client is made beside the old one and swapped in; when anything fails, or the process is
 * killed, the last good client stays or is put back by the next run.
 * @param renderer a warm one to reuse; without it one is started for this call when needed
 */
export async function generateClient(
  input: GenerateClientInput,
  renderer?: ClientRenderer,
): Promise<GenerateClientResult> {
  const { projectDir } = input;
  const outputDir = resolve(projectDir, input.outputDir);
  const version = generatorVersion();
  const runtime = runtimeVersion(projectDir);
  const refusal =
    refusePrismaVersion('@prisma/client-generator-ts', version) ??
    (runtime === undefined ? undefined : refusePrismaVersion('@prisma/client', runtime));
  if (refusal !== undefined) return { ok: false, reason: 'environment', message: refusal };
  const files = [...input.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const hash = input.hash ?? hashClient(files, version);
  try {
    clearLeftovers(outputDir);
    if (isClientFresh(outputDir, hash)) return { ok: true, generated: false, hash };
    if (!mayReplace(outputDir)) {
      const message = `${outputDir} is not a generated client: move it away or choose another output folder.`;
      return { ok: false, reason: 'environment', message };
    }
    const answer = await replaceClient(renderer, files, outputDir, hash);
    if (answer.kind === 'done') return { ok: true, generated: true, hash };
    if (answer.kind === 'bug') throw new Error(answer.message);
    return { ok: false, reason: answer.kind, message: answer.message };
  } catch (error) {
    if (types.isNativeError(error) && 'syscall' in error) {
      return { ok: false, reason: 'environment', message: error.message };
    }
    throw error;
  }
}

async function replaceClient(
  warm: ClientRenderer | undefined,
  files: readonly SchemaFile[],
  outputDir: string,
  hash: string,
): Promise<RenderAnswer> {
  const renderer = warm ?? createClientRenderer();
  const staging = createStaging(outputDir);
  try {
    const before = { folder: outputDir, sha256: intactFiles(outputDir) };
    const answer = await renderer.render(files, staging, before);
    if (answer.kind === 'done') {
      const made = answer.files ?? digestFolder(staging);
      keepTimesOfEqualFiles(staging, outputDir, answer.written ?? Object.keys(made));
      writeStamp(staging, hash, made);
      swapDirectory(staging, outputDir);
    }
    return answer;
  } finally {
    rmSync(staging, { recursive: true, force: true });
    if (warm === undefined) await renderer.close();
  }
}
