import { acquireDatabase } from '../../postgres/embedded/acquire-database.ts';
import { hasUnencodedPart } from '../../postgres/connection/has-unencoded-part.ts';
import { resolveDatabase } from '../../postgres/which-database.ts';
import { type DevDatabase } from './prepare-database.ts';

/** For people; of a URL that is none the name alone, because any part of it may be the password. */
export function withoutPassword(url: string): string {
  if (hasUnencodedPart(url) || !URL.canParse(url)) return 'DATABASE_URL';
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  for (const name of ['password', 'sslpassword']) {
    if (shown.searchParams.has(name)) shown.searchParams.set(name, '***');
  }
  return shown.href;
}

/**
 * The database of a project, started when it is the embedded one.
 *
 * @param env the project's settings: its `.env` below the process environment
 */
export async function openDevDatabase(
  projectDir: string,
  env: Readonly<Record<string, string>>,
): Promise<DevDatabase> {
  const choice = await resolveDatabase(projectDir, env, 'app');
  if (choice.kind === 'external') {
    return {
      url: choice.url,
      printableUrl: withoutPassword(choice.url),
      embedded: false,
      created: false,
      markMigrated: () => Promise.resolve(),
      lost: new Promise(() => undefined),
      release: () => Promise.resolve(),
    };
  }
  const lease = await acquireDatabase(projectDir, { purpose: 'tessera dev' });
  return {
    url: lease.url,
    printableUrl: withoutPassword(lease.url),
    embedded: true,
    created: lease.created,
    lost: lease.lost,
    markMigrated: () => lease.markMigrated(),
    release: () => lease.release({ now: true }),
  };
}
