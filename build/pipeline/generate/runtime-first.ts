import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { types } from 'node:util';
import writeFileAtomic from 'write-file-atomic';
import { hashClient } from './client-hash.ts';
import { type ClientRenderer, type RenderRefusal } from './client-renderer.ts';
import { isClientOfOurs, readClientFiles } from './client-stamp.ts';
import {
  failed,
  generateClient,
  generated,
  type GenerateClientInput,
  type GenerateClientResult,
  refusedByRenderer,
} from './generate-client.ts';
import { generatorVersion } from './prisma-version.ts';
import { createRuntimePart } from './runtime-part.ts';
import { type StagedClient, stageClient } from './stage-client.ts';

/** What a query needs to know of the schema. */
const runtimeFile = 'internal/class.ts';

export interface RuntimeFirstOptions {
  /** Called when the rest is there to be placed by the next `generate`. */
  readonly onReady: () => void;
  /** When the processor is free for the rest: it takes a core for a second. @default at once */
  readonly idle?: () => Promise<void>;
}

/** A whole client that is being made beside the one in use. */
interface Following {
  readonly hash: string;
  /** Undefined as long as it is being made. */
  made?: StagedClient | RenderRefusal;
  readonly stop: () => void;
  /** Makes it from the start, if it was stopped. */
  readonly resume: () => void;
}

/** Makes clients in two steps, so that an application can query before the types are there. */
export interface RuntimeFirstGenerator {
  /**
   * Like `generateClient`, except that a client that differs from the one there in its models only comes in two steps:
   * this call replaces what runs (`runtimeOnly`), and a later one, after `onReady`, the rest. Every call in between
   * says `runtimeOnly` again.
   */
  readonly generate: (input: GenerateClientInput) => Promise<GenerateClientResult>;
  /**
   * Describes the schema of a client that is there, to be called when nothing waits for the processor: the first change
   * after a start is then made as quickly as later ones.
   */
  readonly prepare: (input: GenerateClientInput) => Promise<void>;
  /** Stops making a client that is going to be another one: to be called when a schema is saved, before it is read. */
  readonly hold: () => void;
  /** Ends `hold`: what was stopped is made after all, unless `generate` was asked for another client meanwhile. */
  readonly resume: () => void;
  readonly close: () => Promise<void>;
}

/**
 * A process that ends between the two steps leaves a client that the next run takes for what it is: not the one its
 * stamp describes.
 *
 * @param renderer warm; closed with this one
 */
export function createRuntimeFirstGenerator(
  renderer: ClientRenderer,
  { onReady, idle = () => Promise.resolve() }: RuntimeFirstOptions,
): RuntimeFirstGenerator {
  const replaceRuntimePart = createRuntimePart();
  let following: Following | undefined;
  /** The renderer knows a schema. */
  let isWarm = false;

  function forget(): void {
    following?.stop();
    if (following?.made?.kind === 'staged') following.made.discard();
    following = undefined;
  }

  function follow(input: GenerateClientInput, outputDir: string, hash: string): void {
    const controller = new AbortController();
    const { signal } = controller;
    const current: Following = {
      hash,
      stop: () => {
        controller.abort();
      },
      resume: () => {
        if (signal.aborted && current.made === undefined) follow(input, outputDir, hash);
      },
    };
    following = current;
    isWarm = true;
    void idle()
      .then(() => {
        signal.throwIfAborted();
        return stageClient(renderer, sorted(input), outputDir, hash, signal);
      })
      .catch(refusalOf)
      .then((made) => {
        if (signal.aborted) return;
        current.made = made;
        onReady();
      });
  }

  /** @returns false when there is no short way */
  function replaceRuntime(input: GenerateClientInput, outputDir: string): boolean {
    const path = join(outputDir, runtimeFile);
    if (!isClientOfOurs(outputDir) || !existsSync(path)) return false;
    const before = readFileSync(path, 'utf8');
    if (!before.includes(`"clientVersion": "${generatorVersion()}"`)) return false;
    const text = replaceRuntimePart(before, sorted(input));
    if (text === undefined) return false;
    // Lost with a machine that loses its power, it is no file of its client's any more: that is made anew.
    writeFileAtomic.sync(path, text, { fsync: false });
    return true;
  }

  return {
    async generate(input) {
      const hash = input.hash ?? hashClient(input.files, generatorVersion());
      const outputDir = resolve(input.projectDir, input.outputDir);
      try {
        if (following?.hash === hash) {
          const { made } = following;
          if (made === undefined) return { ok: true, generated: false, hash, runtimeOnly: runtimeFile };
          following = undefined;
          if (made.kind !== 'staged') return refusedByRenderer(made);
          made.place();
          return generated(made, hash);
        }
        forget();
        if (!replaceRuntime(input, outputDir)) {
          const made = await generateClient(input, renderer);
          isWarm ||= made.ok && made.generated;
          return made;
        }
        follow(input, outputDir, hash);
        return { ok: true, generated: true, hash, runtimeOnly: runtimeFile };
      } catch (error) {
        return failed(error);
      }
    },
    async prepare(input) {
      if (isWarm) return;
      const hash = input.hash ?? hashClient(input.files, generatorVersion());
      const client = readClientFiles(resolve(input.projectDir, input.outputDir), hash);
      if (client === undefined) return;
      isWarm = true;
      // Nothing waits for an answer; what goes wrong here goes wrong again when a client is made, and is told then.
      await renderer.prepare(sorted(input), client).catch(() => undefined);
    },
    hold: () => following?.stop(),
    resume: () => following?.resume(),
    async close() {
      forget();
      await renderer.close();
    },
  };
}

/** A refusal as a value: this call is not awaited, and its result is asked for later. */
function refusalOf(error: unknown): RenderRefusal {
  if (!types.isNativeError(error)) return { kind: 'bug', message: String(error) };
  const { message, stack = message } = error;
  return 'syscall' in error ? { kind: 'environment', message } : { kind: 'bug', message: stack };
}

function sorted({ files }: GenerateClientInput): GenerateClientInput['files'] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}
