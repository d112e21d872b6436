import { randomUUID } from 'node:crypto';
import { type Logger } from 'pino';
import { pinoHttp, type HttpLogger } from 'pino-http';
import { currentPrincipal } from '../access/current-principal.ts';

const saneId = /^[\w.:-]{1,128}$/;

/** Express middleware: gives each request an id, answers it in `x-request-id` and logs one line per response. */
export function requestLogger(logger: Logger): HttpLogger {
  return pinoHttp({
    logger,
    genReqId: (request, response) => {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && saneId.test(given) ? given : randomUUID();
      response.setHeader('x-request-id', id);
      return id;
    },
    // A query may hold secrets: the path is enough to find the request.
    serializers: {
      req: (request: { id: unknown; method: string; url: string; remoteAddress?: string }) => ({
        id: String(request.id),
        method: request.method,
        url: request.url.split('?', 1)[0],
        remoteAddress: request.remoteAddress,
      }),
      res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
    },
    customProps: senderOf,
    // The filter has logged what failed; pino-http would add an error of its own for every 5xx.
    customErrorObject: (
      _request,
      response,
      _error,
      { err, ...entry }: { err: unknown; res: unknown; responseTime: number },
    ) => (response.statusCode >= 500 ? entry : { ...entry, err }),
    customLogLevel: (request, response, error) => {
      if (error !== undefined || response.statusCode >= 500) return 'error';
      // Probes ask every few seconds.
      return request.url?.startsWith('/health') === true ? 'debug' : 'info';
    },
  });
}

/** Who asked, by kind and id: never credentials, and nothing before the guard knows. */
function senderOf(): { principal?: { kind: string; id: string } } {
  const { kind, id } = currentPrincipal();
  return kind === 'anonymous' ? {} : { principal: { kind, id } };
}
