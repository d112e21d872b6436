import { parseConnectionUrl } from '../postgres/connection/connection-options.ts';
import { type EngineHost, openEngine } from './engine-host.ts';
import { explainEngineFailure } from './explain-engine-failure.ts';
import { type EngineTarget } from '../postgres/throw-away/engine-target.ts';

/**
 * Opens an engine for one piece of work and closes everything afterwards.
 *
 * @param request What the work sends to the engine; its failures are explained from it.
 * @throws EngineError
 */
export async function withEngine<Request, Result>(
  target: EngineTarget,
  request: Request,
  work: (engine: EngineHost['engine'], request: Request, host: EngineHost) => Promise<Result>,
): Promise<Result> {
  const baseDir = process.cwd();
  const main = parseConnectionUrl(target.url, baseDir);
  const host = await openEngine({
    main: { ...main, database: target.database ?? main.database },
    shadow:
      target.shadowDatabaseUrl === undefined
        ? undefined
        : parseConnectionUrl(target.shadowDatabaseUrl, baseDir),
    datamodels: [],
    log: () => undefined,
    disableAdvisoryLock: false,
  });
  try {
    return await work(host.engine, request, host);
  } catch (error) {
    throw explainEngineFailure(error, host.lastFailure(), request);
  } finally {
    await host.close();
  }
}
