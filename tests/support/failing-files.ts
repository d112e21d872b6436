import { diskFiles } from '../../build/files/disk-files.ts';
import { type WritableFiles } from '../../build/files/project-files.ts';

/** Stands for `kill -9`: nothing after it runs, not even the clean-up. */
export class Killed extends Error {}

type Change = 'writeNew' | 'rename' | 'link' | 'remove' | 'makeFolder';

/** The disk, with a look at each change before it is made. */
export function watchedFiles(before: (change: string, path: string) => void): WritableFiles {
  const watch =
    (change: Change) =>
    (path: string, other = ''): void => {
      before(change, path);
      diskFiles[change](path, other);
    };
  return {
    ...diskFiles,
    writeNew: watch('writeNew'),
    rename: watch('rename'),
    link: watch('link'),
    remove: watch('remove'),
    makeFolder: watch('makeFolder'),
  };
}

/** The disk until its `count`-th change, and nothing from there on. */
export function filesKilledAt(count: number): WritableFiles {
  let changes = 0;
  return watchedFiles(() => {
    changes += 1;
    if (changes > count) throw new Killed();
  });
}

/** The disk, on which the matching changes fail with an error of the system. */
export function filesFailingWith(
  code: string,
  fails: (change: string, path: string) => boolean,
): WritableFiles {
  return watchedFiles((change, path) => {
    if (fails(change, path)) {
      throw Object.assign(new Error(`${code}: refused, ${change} '${path}'`), {
        code,
        syscall: change,
        path,
      });
    }
  });
}
