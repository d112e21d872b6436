import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type PipelineReport } from '../../pipeline/pipeline-report.ts';
import { type HotUpdate } from '../../../contract/dev-messages.ts';
import { type Bundle } from './read-assets.ts';

/** What one build of the watch loop gave. */
export interface BuildResult {
  readonly ok: boolean;
  /** Equal hashes: nothing that reaches the application changed. */
  readonly hash: string;
  readonly errors: string;
  /** The errors as data; undefined when there are others among them, of which `errors` alone tells. */
  readonly diagnostics?: readonly Diagnostic[] | undefined;
  readonly warnings: string;
  /** Without composing. */
  readonly ms: number;
  readonly composeMs: number;
  /** When the first of the changes in this build was seen, by `performance.now()`. */
  readonly since: number;
  /**
   * Files of the authors' that changed or went away, relative to the project, with `/`, sorted. Empty for the first
   * build, and for one that webpack makes because of what the pipeline wrote.
   */
  readonly files: readonly string[];
  /** What the pipeline did; undefined in a project without it. */
  readonly composed: PipelineReport | undefined;
  /** From the last good build to this one, oldest first; undefined when webpack found no way. */
  readonly updates?: readonly HotUpdate[] | undefined;
  /** All of it, for a process that starts; of a patch, what it patches. */
  readonly bundle: Bundle;
  /** It has no bundle of its own: that comes with the whole build that follows. */
  readonly isPatch?: true;
  /** Every save in it was reported before: it follows a patch, or what the pipeline wrote. */
  readonly follows?: boolean;
}
