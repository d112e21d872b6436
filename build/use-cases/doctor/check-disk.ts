import { statfs } from 'node:fs/promises';
import { type Check } from './finding.ts';

const megabyte = 1024 * 1024;
/** PostgreSQL's empty data folder and a build. */
const needed = 300;
const comfortable = 1024;

/** Space for the database, the packages and the builds, in MiB. */
export const checkDisk: Check = async ({ projectDir }) => {
  const { bavail, bsize } = await statfs(projectDir);
  return [diskFinding(Math.floor((bavail * bsize) / megabyte))];
};

/** @param free MiB */
export function diskFinding(free: number): Awaited<ReturnType<Check>>[number] {
  const message = `${free} MiB are free on the disk of the project`;
  if (free >= comfortable) return { check: 'disk', status: 'ok', message };
  return {
    check: 'disk',
    status: free < needed ? 'error' : 'warning',
    about: 'machine',
    message: `Only ${message}.`,
    mend: 'free some space, for example: npm cache clean --force',
  };
}
