import { done, type Outcome } from '../../diagnostics/outcome.ts';
import { acquireDatabase } from '../../postgres/embedded/acquire-database.ts';
import { readDatabaseStatus } from '../../postgres/embedded/control-database.ts';
import { inProject } from './in-project.ts';
import { refuseExternal } from './refuse-external.ts';

export interface StartedDatabase {
  readonly running: true;
  readonly port: number;
  /** Started to stay by an earlier call. */
  readonly alreadyRunning: boolean;
}

/** Starts the embedded database and keeps it running until it is stopped. */
export function startEmbedded(projectDir: string, env: NodeJS.ProcessEnv): Promise<Outcome<StartedDatabase>> {
  return inProject<StartedDatabase>(projectDir, async () => {
    const external = await refuseExternal(projectDir, env);
    if (external) return external;
    const before = await readDatabaseStatus(projectDir);
    const lease = await acquireDatabase(projectDir, { purpose: 'tessera db start', pin: true });
    const { port } = new URL(lease.url);
    await lease.release();
    return done({ running: true, port: Number(port), alreadyRunning: before.running && before.pinned });
  });
}
