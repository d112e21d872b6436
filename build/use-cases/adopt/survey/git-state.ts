import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { adoptCodes } from '../adopt-codes.ts';

const run = promisify(execFile);

/** Warns where what is written could not be told from what was there. */
export async function checkGit(projectDir: string): Promise<Diagnostic[]> {
  try {
    const { stdout } = await run('git', ['-C', projectDir, 'status', '--porcelain', '-z', '--', '.'], {
      maxBuffer: 64 * 1024 * 1024,
    });
    const changed = stdout.split('\0').filter((line) => line !== '');
    if (changed.length === 0) return [];
    const what = changed.length === 1 ? '1 change that is' : `${String(changed.length)} changes that are`;
    return [
      {
        code: adoptCodes.uncommitted,
        severity: 'warning',
        message: `The project has ${what} not committed: they will stand beside what adopt writes.`,
        hint: 'Commit first; then `git diff` shows what adopt did, and nothing else.',
      },
    ];
  } catch {
    return [
      {
        code: adoptCodes.noGit,
        severity: 'warning',
        message:
          'The project is in no git repository: only `tessera adopt --undo` takes back what adopt writes.',
        hint: 'Run `git init` and commit first.',
      },
    ];
  }
}
