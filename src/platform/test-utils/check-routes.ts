import { type MountedRoute } from '../routes/list-routes.ts';
import { type ConformanceFailure, type ConformanceResult } from './conformance-result.ts';
import { type ErrorLog } from './error-log.ts';
import { plainRequests } from './plain-requests.ts';
import { sendRequest } from './send-request.ts';

/** Every route answers plain requests, those for unknown ids included, and none with a failure of the server. */
export async function checkRoutes(
  origin: string,
  routes: readonly MountedRoute[],
  log: ErrorLog,
): Promise<Pick<ConformanceResult, 'summary' | 'failures'>> {
  const failures: ConformanceFailure[] = [];
  let sent = 0;
  for (const route of routes) {
    // One failure of a route says enough.
    for (const request of plainRequests(route)) {
      log.take();
      const answer = await sendRequest(origin, request);
      sent += 1;
      if ('status' in answer && answer.status < 500) continue;
      const what = 'status' in answer ? `answered ${answer.status}` : answer.failure;
      const logged = log.take();
      const [reason = ''] = logged.split('\n');
      failures.push({
        message: `${request.method} ${request.path}${request.body === undefined ? '' : ' with {}'} ${what}${reason === '' ? '.' : `: ${reason}`}`,
        hint: 'Answer what a stranger may send with a 4xx: check parameters and body with a schema, and throw NotFoundException for what there is not.',
        handler: route.handler,
        ...(logged === '' ? {} : { stack: logged }),
      });
      break;
    }
  }
  if (routes.length === 0) return { summary: 'there are none', failures };
  return { summary: `${count(routes.length, 'route')}, ${count(sent, 'request')}`, failures };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
