import { type SecondCore } from '../../incremental/second-core.ts';
import { findModuleClasses } from './find-module-class.js';

export type FindModuleClasses = typeof findModuleClasses;

/** Fewer are parsed sooner than a thread starts. */
const fewestForTwo = 300;

const task = {
  module: new URL('./module-class-task.js', import.meta.url),
  work: findModuleClasses,
  answersOfMessage: 16,
};

/**
 * `findModuleClasses` for many files, on two cores.
 * @param readSources the texts of the files, in the order in which they will be asked for
 */
export function findClassesWith(
  core: SecondCore,
  count: number,
  readSources: () => readonly string[],
): FindModuleClasses {
  if (count < fewestForTwo) return findModuleClasses;
  core.prepare(task);
  // The thread starts while the files are read.
  const sources = [...new Set(readSources())];
  const places = new Map(sources.map((source, at) => [source, at]));
  const answer = core.share(task, sources);
  return (source) => {
    const at = places.get(source);
    return at === undefined ? findModuleClasses(source) : answer(at);
  };
}
