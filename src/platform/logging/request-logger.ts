import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Level, type Logger } from 'pino';
import { currentPrincipal } from '../access/current-principal.ts';
import { type Front } from '../../http/index.ts';

const saneId = /^[\w.:-]{1,128}$/;

/**
 * Gives each request an id (`id` of the request), answers it in `x-request-id` and logs one line per response. The line is put
 * together when the answer is complete, and from what it says alone: nothing of it could have to be redacted.
 */
export function requestLogger(logger: Logger): Front {
  const lines = logger.child({}, { redact: [] });
  return (request, response, next) => {
    const id = idOf(request);
    Object.assign(request, { id });
    response.setHeader('x-request-id', id);
    const begin = performance.now();
    // Routers shorten `url`. A query may hold secrets: the path is enough to find the request.
    const [url = ''] = (request.url ?? '').split('?', 1);
    const { method } = request;
    const { remoteAddress } = request.socket;
    let isLogged = false;
    const log = (): void => {
      // A finished response closes, too.
      if (isLogged) return;
      isLogged = true;
      const { statusCode, headersSent, writableEnded } = response;
      lines[levelOf(request, response)](
        {
          req: { id, method, url, remoteAddress },
          ...senderOf(),
          res: { statusCode: headersSent ? statusCode : null },
          responseTime: Math.round(performance.now() - begin),
        },
        // The filter has logged what failed.
        statusCode >= 500 ? 'request errored' : writableEnded ? 'request completed' : 'request aborted',
      );
    };
    response.once('finish', log);
    response.once('close', log);
    next();
  };
}

function idOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && saneId.test(given) ? given : randomUUID();
}

function levelOf(request: IncomingMessage, { statusCode }: ServerResponse): Level {
  if (statusCode >= 500) return 'error';
  // Probes ask every few seconds.
  return request.url?.startsWith('/health') === true ? 'debug' : 'info';
}

/** Who asked, by kind and id: never credentials, and nothing before the guard knows. */
function senderOf(): { principal?: { kind: string; id: string } } {
  const { kind, id } = currentPrincipal();
  return kind === 'anonymous' ? {} : { principal: { kind, id } };
}
