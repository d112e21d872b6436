import { type Conflict } from './describe-conflict.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';

/** Milliseconds of the parts of one save; parts that did not take place are left out. */
export interface SwapTimings {
  /** From the first change seen to the new application serving. */
  readonly total: number;
  /** Discover, compose, validate, write, generate: the part the build waited for. */
  readonly compose?: number;
  /** webpack, without composing. */
  readonly build?: number;
  /** The HMR runtime exchanging modules, and evaluating them. */
  readonly apply?: number;
  /** The new application context, from its first provider to the last route. */
  readonly boot?: number;
}

/** A change that reached the running application. */
export interface Swap {
  /** Components whose code, schema or manifest changed, sorted; empty when only the platform's own files did. */
  readonly components: readonly string[];
  /** What was replaced, in words: `controller`, `3 modules`, `client`, … */
  readonly swapped: readonly string[];
  /** What went on as it was, in words: `client`, `pool`, `49 components`, … */
  readonly kept: readonly string[];
  /** Why the application before was closed before this one was started. */
  readonly closedFirst?: Conflict;
  readonly ms: SwapTimings;
}

/**
 * Everything the dev host has to say, as data; `--events` prints them as they are, one on a line. Of one save come
 * `changed`, then `composed` when the pipeline had work, `built` or `build-failed`, `swap-started`, and in the end
 * exactly one of `swapped`, `refused`, `unchanged` or `ready` (after a full restart).
 */
export type DevEvent =
  | {
      readonly event: 'database';
      /** Without the password. */
      readonly url: string;
      readonly embedded: boolean;
      readonly ms: number;
    }
  /** A database made just now got the committed migrations. */
  | { readonly event: 'migrated'; readonly migrations: readonly string[] }
  /** An existing database lacks migrations; nothing was done about it. */
  | { readonly event: 'pending-migrations'; readonly migrations: readonly string[]; readonly command: string }
  /** The database could not be compared or migrated; the application starts all the same. */
  | { readonly event: 'migrations-failed'; readonly message: string }
  /** The code expects tables, columns or enum values that neither the database nor a committed migration has. */
  | {
      readonly event: 'database-behind';
      readonly components: readonly string[];
      /** Sentences such as `table "CrmDeal" is missing`; empty when the database has caught up. */
      readonly missing: readonly string[];
      readonly command: string;
    }
  /** `--only`: these components are mounted, the others of the project are not. The schema stays whole. */
  | { readonly event: 'part-mounted'; readonly components: readonly string[]; readonly of: number }
  /** Saves were seen and are being worked on; files relative to the project, with `/`, sorted. */
  | { readonly event: 'changed'; readonly files: readonly string[] }
  /** The pipeline wrote or removed files, or made a new client. */
  | {
      readonly event: 'composed';
      readonly changed: readonly string[];
      readonly removed: readonly string[];
      readonly generated: boolean;
      /** The client knows the new schema when it runs; its types come with a later `composed`. */
      readonly runtimeOnly?: boolean;
      /** Why the client was made from a description of the whole schema, which costs seconds in a large project. */
      readonly wholeClient?: string;
      readonly components: number;
      readonly ms: number;
    }
  | { readonly event: 'built'; readonly ms: number; readonly warnings: string }
  | {
      readonly event: 'build-failed';
      readonly ms: number;
      /** For people; what `diagnostics` cannot say (webpack's own errors) is only here. */
      readonly errors: string;
      readonly diagnostics?: readonly Diagnostic[];
      readonly serving: boolean;
    }
  | { readonly event: 'swap-started'; readonly components: readonly string[] }
  | ({ readonly event: 'swapped' } & Swap)
  /** A save without effect on the application, for example of a comment or a test; why, where that needs saying. */
  | { readonly event: 'unchanged'; readonly ms: number; readonly reason?: string }
  /** A good build whose application did not start; the one before it goes on. */
  | {
      readonly event: 'refused';
      /** What the new application said: message and, where there is one, stack in the author's lines. */
      readonly reason: string;
      readonly diagnostics: readonly Diagnostic[];
      readonly serving: boolean;
      readonly ms: number;
    }
  /** An uncaught error (a rejected promise, a timer that throws) while serving; the application goes on. */
  | { readonly event: 'uncaught'; readonly reason: string; readonly diagnostics: readonly Diagnostic[] }
  /** The process of the application is replaced, and why a swap could not do. */
  | { readonly event: 'restarting'; readonly reason: string }
  | {
      readonly event: 'ready';
      readonly url: string;
      /** From the start of the application to its first answer. */
      readonly ms: number;
      /** From the start of the command, on the first time. */
      readonly sinceStartMs?: number;
    }
  /** The process of the application ended by itself, or was ended because it hung. */
  | { readonly event: 'crashed'; readonly cause: string; readonly restartsInMs?: number }
  | { readonly event: 'app-stopped'; readonly reason: string }
  /** The type checker's word on the files as they are; it comes beside the swap and never keeps one back. */
  | { readonly event: 'types-checked'; readonly diagnostics: readonly Diagnostic[]; readonly ms: number }
  /** Nothing was started: the call or the environment is wrong. The command ends with exit code 2. */
  | { readonly event: 'cannot-start'; readonly message: string }
  | { readonly event: 'stopped' };

/** Receives what happens, in order. */
export type DevReporter = (event: DevEvent) => void;
