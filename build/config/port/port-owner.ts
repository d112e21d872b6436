import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process that listens on a port. */
export interface PortOwner {
  readonly pid: number;
  /** Its command line, arguments separated by spaces. */
  readonly command: string;
  readonly cwd?: string;
}

const LISTEN = '0A';

function tryRead<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    // /proc is absent (not Linux), the process went away, or it belongs to another user: unknown is an answer.
    return undefined;
  }
}

function listeningInodes(port: number): Set<string> {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(
    (table) =>
      tryRead(() => readFileSync(table, 'utf8'))
        ?.split('\n')
        .slice(1) ?? [],
  );
  const inodes = rows
    .map((row) => row.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(`:${hexPort}`) === true && columns[3] === LISTEN)
    .map((columns) => columns[9] ?? '');
  return new Set(inodes);
}

/** Who listens on a TCP port of this machine; `undefined` where the system does not tell. */
export function findPortOwner(port: number): PortOwner | undefined {
  const inodes = listeningInodes(port);
  if (inodes.size === 0) return undefined;
  const pids = (tryRead(() => readdirSync('/proc')) ?? []).filter((name) => /^\d+$/.test(name));
  const pid = pids.find((candidate) =>
    (tryRead(() => readdirSync(`/proc/${candidate}/fd`)) ?? []).some((fd) => {
      const link = tryRead(() => readlinkSync(`/proc/${candidate}/fd/${fd}`));
      return link !== undefined && inodes.has(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? '-');
    }),
  );
  if (pid === undefined) return undefined;
  const command = tryRead(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '';
  const cwd = tryRead(() => readlinkSync(`/proc/${pid}/cwd`));
  return {
    pid: Number(pid),
    command: command.split('\0').join(' ').trim(),
    ...(cwd === undefined ? {} : { cwd }),
  };
}
