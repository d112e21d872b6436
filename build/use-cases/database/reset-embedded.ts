import { done, environmentFault, type Outcome, refused } from '../../diagnostics/outcome.ts';
import { resetDatabase } from '../../postgres/embedded/control-database.ts';
import { databaseCodes } from './database-codes.ts';
import { describeHolders } from './describe-holders.ts';
import { inProject } from './in-project.ts';
import { refuseExternal } from './refuse-external.ts';

export interface ResetRequest {
  /** Absolute. */
  readonly projectDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** Even while it is used. */
  readonly force: boolean;
  /** Whether it is meant; undefined: there was no way to ask. */
  readonly confirm: () => Promise<boolean | undefined>;
}

/** Throws the embedded database away with everything in it, once it is confirmed. */
export function resetEmbedded({
  projectDir,
  env,
  force,
  confirm,
}: ResetRequest): Promise<Outcome<{ readonly reset: true }>> {
  return inProject<{ readonly reset: true }>(projectDir, async () => {
    const external = await refuseExternal(projectDir, env);
    if (external) return external;
    const isMeant = await confirm();
    if (isMeant === undefined) {
      const message = 'This throws the development database away.';
      return environmentFault([
        { code: 'CALL.INVALID', severity: 'error', message, hint: 'confirm with --yes' },
      ]);
    }
    if (!isMeant) {
      return refused([{ code: 'CALL.CANCELLED', severity: 'error', message: 'Nothing was changed.' }]);
    }
    const stop = await resetDatabase(projectDir, force);
    if (!stop.stopped) {
      const message = `The database is in use by ${describeHolders(stop.holders)}.`;
      const hint = 'end them first, or add --force';
      return refused([{ code: databaseCodes.inUse, severity: 'error', message, hint }]);
    }
    return done({ reset: true });
  });
}
