import { z } from 'zod';

const Problem = z.object({
  severity: z.enum(['error', 'warning']),
  title: z.string(),
  /** `file:line:column`, relative to the project. */
  place: z.string().optional(),
  /** Lines of plain text. */
  text: z.string(),
});

/** What is wrong with the project, for the overlay in the browser. */
export type Problem = z.infer<typeof Problem>;

/** What the dev host asks of the shell; build/shells/dev/app-messages.ts is the other end. */
export const HostMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('update'),
    /** Comes back in the answer. */
    id: z.number(),
    /** No process could start it either: closing the application before is what is left. */
    turn: z.literal(true).optional(),
    /** webpack's hot updates since the last message, oldest first. */
    updates: z.array(
      z.object({
        /** The parsed manifest. */
        manifest: z.unknown(),
        /** Chunks by id, as functions of their externals' namespaces. */
        chunks: z.record(z.string(), z.object({ externals: z.array(z.string()), code: z.string() })),
        /** Modules that import what is exchanged go on with what they have: none of it reaches them. */
        alone: z.literal(true).optional(),
      }),
    ),
  }),
  /** The process before is going: its address is to be had in a moment. */
  z.object({ kind: z.literal('listen') }),
  /** All that is wrong at the moment. */
  z.object({ kind: z.literal('problems'), problems: z.array(Problem) }),
]);

export type HostMessage = z.infer<typeof HostMessage>;
export type UpdateMessage = Extract<HostMessage, { kind: 'update' }>;
export type HotUpdate = UpdateMessage['updates'][number];

/** Why an application was refused. */
export interface Failure {
  readonly message: string;
  /** In the author's lines. */
  readonly stack?: string | undefined;
}

/** What the shell tells the host. */
export type ShellMessage =
  /** The first application serves. */
  | { readonly kind: 'serving'; readonly bootMs: number }
  /** The first application did not start; the shell waits for an update. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  | {
      readonly kind: 'swapped';
      readonly id: number;
      /** Ids of the modules that were exchanged. */
      readonly modules: readonly string[];
      /** Names of the kept values the new application took over. */
      readonly kept: readonly string[];
      readonly applyMs: number;
      readonly bootMs: number;
      /** Why the application before it was closed first. */
      readonly turn?: Failure | undefined;
    }
  | {
      readonly kind: 'refused';
      readonly id: number;
      readonly failure: Failure;
      /** A process of its own may be able to start it: once, or every save from now on. */
      readonly needsProcess?: 'once' | 'always';
      /** Nothing serves in this process any more. */
      readonly isEmpty?: boolean;
    }
  /** Everything the update brings was there already. */
  | { readonly kind: 'same'; readonly id: number }
  /** A newer update came before this one was ready. */
  | { readonly kind: 'superseded'; readonly id: number }
  /** Only a new process can run this update. */
  | { readonly kind: 'restart'; readonly id: number; readonly reason: string }
  /** Started beside an application of another process: it is ready, and waits for the word to listen. */
  | { readonly kind: 'opened' }
  /** After a start or a swap, when the database is not what the code expects. */
  | { readonly kind: 'lacking'; readonly components: readonly string[]; readonly missing: readonly string[] }
  /** An uncaught error, while serving. */
  | { readonly kind: 'uncaught'; readonly failure: Failure };
