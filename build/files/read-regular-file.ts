import fs from 'node:fs';

/** As the system's own errors are, so that it is told like one. */
class IrregularFileError extends Error implements NodeJS.ErrnoException {
  readonly code: string;
  readonly path: string;
  readonly syscall = 'read';

  constructor(code: string, path: string) {
    super(`${code}: not a regular file, read '${path}'`);
    this.code = code;
    this.path = path;
  }
}

/**
 * Reads a file whole. A named pipe or a device is refused: reading one would wait for a writer, perhaps for ever.
 *
 * @throws the system's error; `ENOTSUP` for what is no regular file
 */
export function readRegularFile(path: string): Buffer {
  // Without O_NONBLOCK (undefined, and so 0, on Windows) already opening a pipe would wait.
  const file = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  try {
    const stats = fs.fstatSync(file);
    if (stats.isFile()) return fs.readFileSync(file);
    const code = stats.isDirectory() ? 'EISDIR' : 'ENOTSUP';
    throw new IrregularFileError(code, path);
  } finally {
    fs.closeSync(file);
  }
}
