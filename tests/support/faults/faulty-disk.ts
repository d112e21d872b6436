import fs from 'node:fs';
import promises from 'node:fs/promises';
import { Writable } from 'node:stream';

/**
 * What happens at a change of a file or folder:
 * - `killed`: nothing of it is done, nor of what comes after it, clean-up included: all that `kill -9` leaves;
 * - `half`: the same, but half of what is written there is on the disk by then;
 * - `full`: half of it is written, and from there on there is no space for anything new (ENOSPC).
 */
export type DiskFault = 'killed' | 'half' | 'full';

/** Nothing of the project is imported here: it would get the modules that nobody disturbs. */
class Killed extends Error {}

/** The two modules of Node through which commands change files, and what disturbs them. */
export interface FaultyDisk {
  /** For `jest.unstable_mockModule`, before whatever uses them is imported. */
  readonly fs: () => object;
  readonly promises: () => object;
  /** Changes since the last `arm` below the folder, in order. */
  readonly changes: () => readonly string[];
  /** Watches changes below a folder from zero on; the fault is at the one with this number. */
  readonly arm: (folder: string, fault?: { readonly at: number; readonly fault: DiskFault }) => void;
  readonly disarm: () => void;
}

type Call = (...args: readonly unknown[]) => unknown;

/** Functions that make something new, which a full disk refuses; `true`: with what is to be written as second argument. */
const making: Readonly<Record<string, boolean>> = {
  writeFile: true,
  mkdir: false,
  mkdtemp: false,
  cp: false,
  copyFile: false,
  link: false,
  symlink: false,
};
const changing = ['rename', 'rm', 'rmdir', 'unlink', 'chmod', 'truncate'];

export function createFaultyDisk(): FaultyDisk {
  let folder: string | undefined;
  let armed: { readonly at: number; readonly fault: DiskFault } | undefined;
  let seen: string[] = [];
  /** Descriptors opened below the folder. */
  const names = new Map<unknown, string>();

  /** What is wrong with this change, if anything. */
  function faultAt(
    what: string,
    path: unknown,
    makes: boolean,
  ): { error: Error; isFirst: boolean } | undefined {
    const name = names.get(path) ?? String(path);
    if (folder === undefined || !name.startsWith(folder)) return undefined;
    const number = seen.push(`${what} ${name.slice(folder.length + 1)}`) - 1;
    if (!armed || number < armed.at) return undefined;
    const isFirst = number === armed.at;
    if (armed.fault !== 'full') return { error: new Killed(), isFirst: isFirst && armed.fault === 'half' };
    if (!makes) return undefined;
    const message = `ENOSPC: no space left on device, ${what} '${name}'`;
    return {
      error: Object.assign(new Error(message), { code: 'ENOSPC', errno: -28, syscall: what }),
      isFirst,
    };
  }

  function watched(name: string, real: Call, makes: boolean, writes: boolean): Call {
    return (...args) => {
      const found = faultAt(name, args[0], makes);
      if (!found) return real(...args);
      if (writes && found.isFirst) writeHalf(args[0], args[1], args[2]);
      throw found.error;
    };
  }

  const openSync: Call = (path, flags, ...rest) => {
    const isWriting = typeof flags === 'string' && /[wa+]/.test(flags);
    const found = isWriting ? faultAt('open', path, true) : undefined;
    if (found) throw found.error;
    const descriptor: unknown = Reflect.apply(fs.openSync, fs, [path, flags, ...rest]);
    if (isWriting) names.set(descriptor, String(path));
    return descriptor;
  };
  const closeSync: Call = (descriptor) => {
    names.delete(descriptor);
    return Reflect.apply(fs.closeSync, fs, [descriptor]);
  };
  const createWriteStream: Call = (path, options) => {
    const found = faultAt('createWriteStream', path, true);
    if (!found) return Reflect.apply(fs.createWriteStream, fs, [path, options]);
    return new Writable({
      write(chunk: Buffer, _encoding, done) {
        if (found.isFirst) writeHalf(path, chunk, options);
        done(found.error);
      },
    });
  };

  function variants(module: object, suffix: string): Record<string, unknown> {
    const mocked: Record<string, unknown> = { ...module };
    const replace = (name: string, makes: boolean, writes: boolean): void => {
      const real: unknown = Reflect.get(module, `${name}${suffix}`);
      if (typeof real !== 'function') return;
      const call: Call = (...args) => Reflect.apply(real, module, [...args]);
      const own = watched(name, call, makes, writes);
      mocked[`${name}${suffix}`] = suffix === '' ? asynchronous(own) : own;
    };
    for (const [name, writes] of Object.entries(making)) replace(name, true, writes);
    for (const name of changing) replace(name, false, false);
    return mocked;
  }

  return {
    fs: () => {
      const mocked = { ...variants(fs, 'Sync'), openSync, closeSync, createWriteStream };
      return { ...mocked, default: mocked };
    },
    promises: () => {
      const mocked = variants(promises, '');
      return { ...mocked, default: mocked };
    },
    changes: () => seen,
    arm: (where, fault) => {
      [folder, armed, seen] = [where, fault, []];
    },
    disarm: () => {
      folder = undefined;
    },
  };
}

/** A rejection in place of an exception. */
function asynchronous(call: Call): Call {
  return (...args) => Promise.resolve().then(() => call(...args));
}

function writeHalf(path: unknown, data: unknown, options: unknown): void {
  const bytes = Buffer.isBuffer(data) ? data : Buffer.from(String(data));
  Reflect.apply(fs.writeFileSync, fs, [path, bytes.subarray(0, Math.floor(bytes.length / 2)), options]);
}
