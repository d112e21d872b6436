import { parseConnectionUrl } from './connection-options.ts';
import { type EngineHost, openEngine } from './engine-host.ts';
import { explainFailure } from './explain-failure.ts';

/** A database for work inside this process. */
export interface EngineTarget {
  /** `postgresql://…` */
  readonly url: string;
  /** Another database on that server. @default the one of the URL */
  readonly database?: string;
  /** A database to replay migrations in. @default a temporary one on the same server */
  readonly shadowDatabaseUrl?: string;
}

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
    throw explainFailure(error, host.lastFailure(), request);
  } finally {
    await host.close();
  }
}
