import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';

const stampName = '.tessera.json';

/** Size and digest of every file of a client by its path in the client, with `/`. */
export type ClientFiles = Readonly<Record<string, { readonly size: number; readonly sha256: string }>>;

const Stamp = z.object({
  note: z.string(),
  /** Hash of everything the client was made from. */
  hash: z.string(),
  /** Every file of the client: a missing or changed one makes the stamp void. */
  files: z.record(z.string(), z.object({ size: z.number(), sha256: z.string() })),
});

function sha256OfFile(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Files below a folder, relative, with `/`, sorted. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Size and digest of the files below a folder. */
export function digestFolder(folder: string): ClientFiles {
  return Object.fromEntries(
    listFiles(folder).map((name) => {
      const path = join(folder, name);
      return [name, { size: statSync(path).size, sha256: sha256OfFile(path) }];
    }),
  );
}

/** Records, as the last file of a complete client, what it was made from and what belongs to it. */
export function writeStamp(folder: string, hash: string, files: ClientFiles): void {
  const stamp = {
    note: 'Written by `tessera compose`. Do not edit: delete the folder instead.',
    hash,
    files: Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  writeFileSync(join(folder, stampName), `${JSON.stringify(stamp, null, 1)}\n`);
}

function readStamp(path: string): z.infer<typeof Stamp> | undefined {
  try {
    const parsed = Stamp.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Missing or unreadable: either way the client is not known to be whole, and making it anew mends that.
    return undefined;
  }
}

/** True when the folder holds the complete, unchanged client made from `hash`. */
export function isClientFresh(folder: string, hash: string): boolean {
  const stamp = readStamp(join(folder, stampName));
  if (stamp?.hash !== hash) return false;
  return Object.entries(stamp.files).every(([name, expected]) => isIntact(folder, name, expected));
}

/** Every file of the complete, unchanged client made from `hash`; undefined when the folder holds another one. */
export function readClientFiles(folder: string, hash: string): ClientFiles | undefined {
  return isClientFresh(folder, hash) ? readStamp(join(folder, stampName))?.files : undefined;
}

/** True when the folder holds a client we made, whole or not. */
export function isClientOfOurs(folder: string): boolean {
  return readStamp(join(folder, stampName)) !== undefined;
}

/** Digests of those files of a client that are as they were written, whatever schema it was made from. */
export function intactFiles(folder: string): Record<string, string> {
  const files = readStamp(join(folder, stampName))?.files ?? {};
  return Object.fromEntries(
    Object.entries(files)
      .filter(([name, expected]) => isIntact(folder, name, expected))
      .map(([name, { sha256 }]) => [name, sha256]),
  );
}

function isIntact(folder: string, name: string, expected: ClientFiles[string]): boolean {
  const path = join(folder, name);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.size !== expected.size) return false;
  // Written after the stamp (a copied folder, the official CLI, an editor): only its bytes can tell.
  return stat.mtimeMs <= statSync(join(folder, stampName)).mtimeMs || sha256OfFile(path) === expected.sha256;
}

/** True when a folder is absent, empty, or holds a client made by us or by Prisma: only such a one is replaced. */
export function mayReplace(folder: string): boolean {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return true;
  if (!stat.isDirectory()) return false;
  const names = readdirSync(folder);
  return names.length === 0 || names.some((name) => name === stampName || /^client\.[cm]?ts$/.test(name));
}
