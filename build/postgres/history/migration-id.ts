/** A folder's name that comes after all others: the time, and words. */
export function migrationId(title: string, now: Date, last: string | undefined): string {
  const stamp = now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
  // A clock may be behind the one that wrote the last migration.
  const after = /^\d{14}/.exec(last ?? '')?.[0] ?? '';
  return `${stamp > after ? stamp : String(BigInt(after) + 1n)}_${migrationTitle(title)}`;
}

/** The part of a folder's name after the time. */
export function migrationTitle(text: string): string {
  return text.replaceAll(/[^a-z0-9]+/g, '_');
}
