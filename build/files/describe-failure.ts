import { types } from 'node:util';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';

const reasons: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ENOSPC: ['the disk is full', 'Free some space and run again.'],
  EDQUOT: ['the disk quota is used up', 'Free some space and run again.'],
  EROFS: [
    'the file system is read-only',
    'Run where the project can be written, or commit to its current state.',
  ],
  EACCES: ['there is no permission', 'Give the user who runs this the right to it.'],
  EPERM: ['the system does not allow it', 'Give the user who runs this the right to it.'],
  ELOCKED: ['another run has been writing to the project for a minute', 'Wait for it to end, or stop it.'],
  EMFILE: ['too many files are open', 'Raise the limit of open files (ulimit -n).'],
  ENOTSUP: ['it is a named pipe or a device, and not a file', 'Remove it, or put a file in its place.'],
  ENOTDIR: ['a file is where a folder belongs', 'Rename or remove it.'],
  EISDIR: ['a folder is where a file belongs', 'Rename or remove it.'],
};

/** A failure of the machine as a diagnostic; undefined for anything else, which is a bug. */
export function describeFailure(error: unknown, projectDir: string): Diagnostic | undefined {
  if (!types.isNativeError(error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const isSystem = 'syscall' in error || error.code === 'ELOCKED' || error.code === 'ECOMPROMISED';
  if (!isSystem) return undefined;
  const [reason, hint] = reasons[error.code] ?? [
    `the system answers ${error.code}`,
    'Mend it and run again.',
  ];
  const path =
    'path' in error && typeof error.path === 'string' ? error.path.replaceAll('\\', '/') : projectDir;
  const file = path.startsWith(`${projectDir}/`) ? path.slice(projectDir.length + 1) : path;
  return {
    code: 'ENVIRONMENT.FILE_SYSTEM',
    severity: 'error',
    message: `"${file}" cannot be read or written: ${reason}.`,
    hint,
  };
}
