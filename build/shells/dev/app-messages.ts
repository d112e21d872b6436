import { z } from 'zod';

const Failure = z.object({ message: z.string(), stack: z.string().optional() });

/** Why the application did not start or what it did not catch. */
export type AppFailure = z.infer<typeof Failure>;

/** What the application's shell tells the host; src/dev-runtime/hot-messages.ts is the other end. */
export const AppMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('serving'), bootMs: z.number() }),
  z.object({ kind: z.literal('failed'), failure: Failure }),
  z.object({
    kind: z.literal('swapped'),
    id: z.number(),
    modules: z.array(z.string()),
    kept: z.array(z.string()),
    applyMs: z.number(),
    bootMs: z.number(),
    /** Why the application before it was closed first. */
    turn: Failure.optional(),
  }),
  z.object({
    kind: z.literal('refused'),
    id: z.number(),
    failure: Failure,
    /** A process of its own may be able to start it: once, or every save from now on. */
    needsProcess: z.enum(['once', 'always']).optional(),
    /** Nothing serves in this process any more. */
    isEmpty: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('same'), id: z.number() }),
  z.object({ kind: z.literal('superseded'), id: z.number() }),
  z.object({ kind: z.literal('restart'), id: z.number(), reason: z.string() }),
  /** Started beside the process that serves: it is ready, and waits for the word to listen. */
  z.object({ kind: z.literal('opened') }),
  z.object({ kind: z.literal('lacking'), components: z.array(z.string()), missing: z.array(z.string()) }),
  z.object({ kind: z.literal('uncaught'), failure: Failure }),
]);

export type AppMessage = z.infer<typeof AppMessage>;

/** The answer to an update. */
export type SwapAnswer = Extract<AppMessage, { readonly id: number }>;

/** One hot update of webpack, ready to be run from memory. */
export interface HotUpdate {
  readonly manifest: unknown;
  /** By the chunk's id; see `toHotChunk`. */
  readonly chunks: Readonly<Record<string, HotChunk>>;
  /** Modules that import what is exchanged go on with what they have: none of it reaches them. */
  readonly alone?: true;
}

/** A chunk as the body of a function that gets the namespaces of its externals. */
export interface HotChunk {
  readonly externals: readonly string[];
  readonly code: string;
}
