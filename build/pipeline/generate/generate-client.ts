import { resolve } from 'node:path';
import { types } from 'node:util';
import { InternalError } from '../../diagnostics/internal-error.ts';
import { type ClientRenderer, createClientRenderer, type RenderRefusal } from './client-renderer.ts';
import { hashClient } from './client-hash.ts';
import { type SchemaFile } from '../../model/schema-file.ts';
import { isClientFresh, mayReplace } from './client-stamp.ts';
import { generatorVersion, refusePrismaVersion, runtimeVersion } from './prisma-version.ts';
import { type StagedClient, stageClient } from './stage-client.ts';
import { clearLeftovers } from './swap-directory.ts';

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
      /**
       * Only what runs is that of the schema: the file named here, in the client's folder. The types are still those of
       * the client before; a later call brings them.
       */
      readonly runtimeOnly?: string;
      /** Why the schema had to be described as a whole, and not in parts, which costs seconds in a large project. */
      readonly whole?: string;
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
    const client = await replaceClient(renderer, files, outputDir, hash);
    return client.kind === 'staged' ? generated(client, hash) : refusedByRenderer(client);
  } catch (error) {
    return failed(error);
  }
}

/** Of a client that was placed. */
export function generated({ whole }: StagedClient, hash: string): GenerateClientResult {
  return { ok: true, generated: true, hash, ...(whole !== undefined && { whole }) };
}

/** @throws InternalError when it is a mistake of the code */
export function refusedByRenderer({ kind, message }: RenderRefusal): GenerateClientResult {
  if (kind === 'bug') throw new InternalError(message);
  return { ok: false, reason: kind, message };
}

/** @throws what is no trouble of the machine's */
export function failed(error: unknown): GenerateClientResult {
  if (types.isNativeError(error) && 'syscall' in error) {
    return { ok: false, reason: 'environment', message: error.message };
  }
  throw error;
}

async function replaceClient(
  warm: ClientRenderer | undefined,
  files: readonly SchemaFile[],
  outputDir: string,
  hash: string,
): Promise<StagedClient | RenderRefusal> {
  const renderer = warm ?? createClientRenderer();
  try {
    const client = await stageClient(renderer, files, outputDir, hash);
    if (client.kind === 'staged') client.place();
    return client;
  } finally {
    if (warm === undefined) await renderer.close();
  }
}
