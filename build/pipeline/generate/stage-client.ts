import { rmSync } from 'node:fs';
import { type SchemaFile } from '../../model/schema-file.ts';
import { type ClientRenderer, type RenderRefusal } from './client-renderer.ts';
import { digestFolder, intactFiles, writeStamp } from './client-stamp.ts';
import { keepTimesOfEqualFiles } from './keep-times.ts';
import { createStaging, swapDirectory } from './swap-directory.ts';

/** A whole client in a folder of its own, beside the one it is to replace. To be placed or discarded. */
export interface StagedClient {
  readonly kind: 'staged';
  /** Why the schema was described as a whole; absent when it was in parts. */
  readonly whole?: string;
  /** Puts it in the place of the client that is there, in one step. */
  readonly place: () => void;
  readonly discard: () => void;
}

/**
 * Makes the client of a schema beside the one that is there, which stays as it is.
 *
 * @param files sorted by path
 * @param outputDir absolute
 * @param signal ends it when the client is not needed any more
 * @throws the signal's reason; nothing is left then
 */
export async function stageClient(
  renderer: ClientRenderer,
  files: readonly SchemaFile[],
  outputDir: string,
  hash: string,
  signal?: AbortSignal,
): Promise<StagedClient | RenderRefusal> {
  const staging = createStaging(outputDir);
  const discard = (): void => {
    rmSync(staging, { recursive: true, force: true });
  };
  try {
    const before = { folder: outputDir, sha256: intactFiles(outputDir) };
    const answer = await renderer.render(files, staging, before, signal);
    if (answer.kind !== 'done') {
      discard();
      return answer;
    }
    const made = answer.files ?? digestFolder(staging);
    const written = answer.written ?? Object.keys(made);
    return {
      kind: 'staged',
      ...(answer.whole !== undefined && { whole: answer.whole }),
      discard,
      place() {
        try {
          keepTimesOfEqualFiles(staging, outputDir, written);
          writeStamp(staging, hash, made);
          swapDirectory(staging, outputDir);
        } finally {
          discard();
        }
      },
    };
  } catch (error) {
    discard();
    throw error;
  }
}
