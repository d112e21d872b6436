import { channel } from 'node:diagnostics_channel';
import { type Compiler } from 'webpack';
import { type PipelineReport } from '../../pipeline/pipeline-report.ts';

/** What a run of the pipeline inside a compiler has to say. */
export interface Composed {
  readonly compiler: Compiler;
  /** Undefined when not even the configuration could be read. */
  readonly report: PipelineReport | undefined;
  /** Absolute folder of what it writes for webpack. */
  readonly generatedDir: string | undefined;
}

/** Where the program that drives a compiler says that nothing waits for the processor, after the start. */
export const idleChannel = channel('tessera:idle');

/**
 * Where the plugin reports what it did to the program that drives the compiler: the plugin may have been loaded by a
 * project's own webpack.config.js, beyond the reach of a map in this module.
 */
export const composedChannel = channel('tessera:composed');
