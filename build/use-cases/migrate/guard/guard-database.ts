import { types } from 'node:util';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { loadEnvironment } from '../../../config/load-environment.ts';
import {
  type ConnectionOptions,
  parseConnectionUrl,
} from '../../../postgres/connection/connection-options.ts';
import { EngineError } from '../../../postgres/connection/engine-error.ts';
import { withSession } from '../../../postgres/connection/with-session.ts';
import { readProductionMark } from '../../../postgres/connection/production-mark.ts';
import { guardCodes } from './guard-codes.ts';
import { isLocalHost } from './is-local-host.ts';
import { productionVariables } from './production-environment.ts';

/** Names the one host whose database a dangerous command may change although it looks like production. */
export const allowHostVariable = 'TESSERA_ALLOW_HOST';

/** A command that can lose data, and the database it is about to change. */
export interface GuardedCall {
  readonly projectDir: string;
  /**
   * The environment of the process, without `.env`: that file is read here for `NODE_ENV` and `TESSERA_ENV`, but an
   * allowance is for one call and never lies in a file.
   */
  readonly env: NodeJS.ProcessEnv;
  readonly url: string;
  /** As a person types it: `npx prisma migrate reset`. */
  readonly command: string;
}

/**
 * Whether a command that can lose data may touch a database: one on this machine that nothing calls production, or the
 * one whose host `TESSERA_ALLOW_HOST` names.
 *
 * @returns Every reason against it; empty when the command may run. A database that does not exist yet has none.
 * @throws EngineError P1013 when the URL is none.
 * @example
 * const reasons = await guardDatabase({ projectDir, env: io.env, url, command: 'tessera component purge' });
 * if (reasons.length > 0) return refuse(reasons);
 */
export async function guardDatabase(call: GuardedCall): Promise<Diagnostic[]> {
  const target = parseConnectionUrl(call.url, call.projectDir);
  if (call.env[allowHostVariable]?.trim() === target.host) return [];
  const variables = productionVariables(await loadEnvironment(call.projectDir, call.env));
  const hint = `if this database is meant, name its host for this one call: ${allowHostVariable}=${target.host} ${call.command}`;
  const refusal = (code: string, reason: string): Diagnostic => ({
    code,
    severity: 'error',
    message: `"${call.command}" can lose data, and ${reason}.`,
    hint,
  });
  const where = `the database "${target.database}" on ${target.host}`;
  return [
    ...(isLocalHost(target.host) ? [] : [refusal(guardCodes.notLocal, `${where} is not on this machine`)]),
    ...variables.map(({ name, value }) =>
      refusal(guardCodes.productionEnvironment, `${name} is "${value}" here`),
    ),
    ...(await askDatabase(target, where, refusal)),
  ];
}

async function askDatabase(
  target: ConnectionOptions,
  where: string,
  refusal: (code: string, reason: string) => Diagnostic,
): Promise<Diagnostic[]> {
  try {
    const isMarked = await withSession(target, readProductionMark);
    return isMarked ? [refusal(guardCodes.productionDatabase, `${where} is marked as production`)] : [];
  } catch (error) {
    if (error instanceof EngineError && error.code === 'P1003') return [];
    const [reason = ''] = (types.isNativeError(error) ? error.message : String(error)).split('\n');
    return [refusal(guardCodes.noAnswer, `${where} cannot be asked whether it is production: ${reason}`)];
  }
}
