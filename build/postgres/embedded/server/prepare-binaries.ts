import { copyFile, link, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { DatabaseError } from '../database-error.ts';
import { exists, readIfThere } from '../state-folder.ts';
import { program } from './find-binaries.ts';
import { runServerProgram } from './run-server-program.ts';
import { type ServerUser } from './server-user.ts';

export interface Binaries {
  readonly nativeDir: string;
  /** As the server says it, for example `18.4`. */
  readonly version: string;
}

/**
 * Binaries the server's user can run. Those in `node_modules` when they work as they are; otherwise our own
 * copy, because the user cannot reach them (root below a 0700 home) or because the links between the
 * libraries are missing (npm ships none; the package makes them in an install script that may be blocked).
 */
export async function prepareBinaries(
  packagedDir: string,
  copyDir: string,
  user: ServerUser | undefined,
): Promise<Binaries> {
  const packaged = await probe(packagedDir, user);
  if (packaged.ok) return { nativeDir: packagedDir, version: packaged.version };
  const key = await copyKey(packagedDir);
  const nativeDir = join(copyDir, key);
  if (!(await exists(nativeDir))) await copyNativeFolder(packagedDir, nativeDir);
  const copied = await probe(nativeDir, user);
  if (copied.ok) return { nativeDir, version: copied.version };
  throw new DatabaseError(
    `The embedded PostgreSQL does not run on this machine: ${copied.reason}`,
    'set DATABASE_URL to a PostgreSQL of your own',
  );
}

async function probe(
  nativeDir: string,
  user: ServerUser | undefined,
): Promise<{ ok: true; version: string } | { ok: false; reason: string }> {
  // Both are tried: each needs libraries the other does not.
  const initdb = await runServerProgram(program(nativeDir, 'initdb'), ['--version'], user);
  if (!initdb.ok) return { ok: false, reason: initdb.output.trim() };
  const postgres = await runServerProgram(program(nativeDir, 'postgres'), ['--version'], user);
  const version = /(\d+\.\d+)/.exec(postgres.output)?.[1];
  if (!postgres.ok || version === undefined) return { ok: false, reason: postgres.output.trim() };
  return { ok: true, version };
}

const Manifest = z.object({ version: z.string() });
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

async function copyKey(packagedDir: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packagedDir, '..', 'package.json'), 'utf8'));
  return `native-${Manifest.parse(manifest).version}`;
}

/** Hard links where the file system allows, copies elsewhere; whole or not at all. */
async function copyNativeFolder(from: string, to: string): Promise<void> {
  const staging = `${to}.${process.pid}.tmp`;
  await rm(staging, { recursive: true, force: true });
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.a')) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(staging, source.slice(from.length));
    await mkdir(dirname(target), { recursive: true });
    await link(source, target).catch(() => copyFile(source, target));
  }
  const list = await readIfThere(join(from, 'pg-symlinks.json'));
  for (const { source, target } of list === undefined ? [] : Links.parse(JSON.parse(list))) {
    const path = join(staging, target.replace(/^native\//, ''));
    await rm(path, { force: true });
    await symlink(basename(source), path);
  }
  await rename(staging, to);
}
