import { z } from 'zod';

/** Why an application did not start, or what it did not catch. */
const Failure = z.object({
  message: z.string(),
  /** In the author's lines. */
  stack: z.string().optional(),
});
export type AppFailure = z.infer<typeof Failure>;

const names = z.array(z.string()).readonly();

/** What the application's shell (src/dev-runtime) tells the dev host. */
export const AppMessage = z.discriminatedUnion('kind', [
  /** The first application serves. */
  z.object({ kind: z.literal('serving'), bootMs: z.number() }),
  /** The first application did not start; the shell waits for an update. */
  z.object({ kind: z.literal('failed'), failure: Failure }),
  z.object({
    kind: z.literal('swapped'),
    id: z.number(),
    /** Ids of the modules that were exchanged. */
    modules: names,
    /** Names of the kept values the new application took over. */
    kept: names,
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
  /** Everything the update brings was there already. */
  z.object({ kind: z.literal('same'), id: z.number() }),
  /** A newer update came before this one was ready. */
  z.object({ kind: z.literal('superseded'), id: z.number() }),
  /** Only a new process can run this update. */
  z.object({ kind: z.literal('restart'), id: z.number(), reason: z.string() }),
  /** Started beside an application of another process: it is ready, and waits for the word to listen. */
  z.object({ kind: z.literal('opened') }),
  /** After a start or a swap, when the database is not what the code expects. */
  z.object({ kind: z.literal('lacking'), components: names, missing: names }),
  /** An uncaught error, while serving. */
  z.object({ kind: z.literal('uncaught'), failure: Failure }),
]);
export type AppMessage = z.infer<typeof AppMessage>;

/** The answer to an update. */
export type SwapAnswer = Extract<AppMessage, { readonly id: number }>;

/** A chunk as the body of a function that gets the namespaces of its externals. */
const HotChunk = z.object({ externals: names, code: z.string() });
export type HotChunk = z.infer<typeof HotChunk>;

/** One hot update of webpack, ready to be run from memory. */
const HotUpdate = z.object({
  /** The parsed manifest. */
  manifest: z.unknown(),
  /** By the chunk's id; see `toHotChunk`. */
  chunks: z.record(z.string(), HotChunk).readonly(),
  /** Modules that import what is exchanged go on with what they have: none of it reaches them. */
  alone: z.literal(true).optional(),
});
export type HotUpdate = z.infer<typeof HotUpdate>;

/** What the overlay in the browser shows of one problem. */
const Problem = z.object({
  severity: z.enum(['error', 'warning']),
  title: z.string(),
  /** `file:line:column`, relative to the project. */
  place: z.string().optional(),
  /** Lines of plain text, with those of the author's file. */
  text: z.string(),
});
export type Problem = z.infer<typeof Problem>;

/** What the dev host asks of the shell. */
export const HostMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('update'),
    /** Comes back in the answer. */
    id: z.number(),
    /** No process could start it either: closing the application before is what is left. */
    turn: z.literal(true).optional(),
    /** webpack's hot updates since the last message, oldest first. */
    updates: z.array(HotUpdate).readonly(),
  }),
  /** The process before is going: its address is to be had in a moment. */
  z.object({ kind: z.literal('listen') }),
  /** All that is wrong at the moment. */
  z.object({ kind: z.literal('problems'), problems: z.array(Problem).readonly() }),
]);
export type HostMessage = z.infer<typeof HostMessage>;
export type UpdateMessage = Extract<HostMessage, { readonly kind: 'update' }>;
