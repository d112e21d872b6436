import { type SecondCore } from '../../../incremental/second-core.ts';
import { type CodeReading } from './code-facts.ts';
import { readCode } from './read-code.js';

/** Reads the text of a file without JSX. */
export type ReadCode = (source: string) => CodeReading;

/** Fewer are parsed sooner than a thread starts. */
const fewestForTwo = 300;

const task = {
  module: new URL('./read-code-task.js', import.meta.url),
  work: (source: string) => readCode(source),
  answersOfMessage: 16,
};

/**
 * `readCode` for many files, on two cores.
 * @param readSources the texts of the files, in the order in which they will be asked for
 */
export function readCodeWith(
  core: SecondCore,
  count: number,
  readSources: () => readonly string[],
): ReadCode {
  if (count < fewestForTwo) return task.work;
  core.prepare(task);
  // The thread starts while the files are read.
  const sources = [...new Set(readSources())];
  const places = new Map(sources.map((source, at) => [source, at]));
  const answer = core.share(task, sources);
  return (source) => {
    const at = places.get(source);
    return at === undefined ? readCode(source) : answer(at);
  };
}
