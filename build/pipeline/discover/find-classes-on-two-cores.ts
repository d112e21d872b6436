import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { findModuleClasses, type ModuleClasses } from './find-module-class.js';

export type FindModuleClasses = typeof findModuleClasses;

/** Fewer are looked through sooner than a thread starts. */
const fewestForTwo = 300;

/**
 * `findModuleClasses` for many files: from now on another core looks through them, the last one first. This one never waits
 * for it: it parses itself what the other has not parsed when it is needed. So a failure of the other core costs time only.
 * @param readSources the texts of the files, in the order in which they will be asked for
 */
export function findClassesOnTwoCores(
  count: number,
  readSources: () => readonly string[],
): FindModuleClasses {
  if (count < fewestForTwo || availableParallelism() < 2) return findModuleClasses;
  const worker = new Worker(new URL('./find-module-classes-worker.js', import.meta.url), { execArgv: [] });
  worker.on('error', () => undefined);
  worker.unref();
  // It starts while the files are read.
  const sources = [...new Set(readSources())];
  const places = new Map(sources.map((source, at) => [source, at]));
  const taken = new Int32Array(new SharedArrayBuffer(sources.length * Int32Array.BYTES_PER_ELEMENT));
  const { port1, port2 } = new MessageChannel();
  port1.unref();
  worker.postMessage({ sources, taken, answers: port2 }, [port2]);

  const found = new Map<number, ModuleClasses>();
  const receive = () => {
    for (let answer = nextAnswer(port1); answer; answer = nextAnswer(port1)) {
      for (const [at, classes] of answer.message) found.set(at, classes);
    }
  };
  return (source) => {
    const at = places.get(source);
    if (at === undefined || Atomics.exchange(taken, at, 1) === 0) return findModuleClasses(source);
    if (!found.has(at)) receive();
    return found.get(at) ?? findModuleClasses(source);
  };
}

interface Answer {
  readonly message: readonly (readonly [at: number, classes: ModuleClasses])[];
}

function nextAnswer(port: MessagePort): Answer | undefined {
  return receiveMessageOnPort(port);
}
