import { readdir, readFile } from 'node:fs/promises';

/**
 * Processor time of all threads of a process, in microseconds, by the kernel's own nanoseconds: the usual counters have
 * ticks of ten milliseconds. Linux only.
 */
export async function processorTime(pid: number): Promise<number> {
  const folder = `/proc/${String(pid)}/task`;
  const threads = await readdir(folder);
  const texts = await Promise.all(threads.map((thread) => readFile(`${folder}/${thread}/schedstat`, 'utf8')));
  return texts.reduce((sum, text) => sum + Number(text.split(' ', 1)[0]) / 1000, 0);
}
