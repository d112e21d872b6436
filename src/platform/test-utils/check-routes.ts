import { type MountedRoute } from '../routes/list-routes.ts';
import { type ConformanceFailure, type ConformanceResult } from './conformance-result.ts';
import { type TestPrincipals } from './test-principals.ts';
import { type ErrorLog } from './error-log.ts';
import { plainRequests } from './plain-requests.ts';
import { sendRequest } from './send-request.ts';

/**
 * Every route that is not public refuses strangers, and every route answers plain requests, those for unknown ids included, none with
 * a failure of the server, to a sender that may do everything.
 */
export async function checkRoutes(
  origin: string,
  routes: readonly MountedRoute[],
  log: ErrorLog,
  principals: TestPrincipals,
): Promise<Pick<ConformanceResult, 'summary' | 'failures'>> {
  const failures: ConformanceFailure[] = [];
  let sent = 0;
  for (const route of routes) {
    const isInternal = route.access?.kind === 'internal';
    const headers = principals.credentialsOf({ kind: isInternal ? 'service' : 'user', permissions: ['*'] });
    const open = await answersStranger(origin, route);
    if (open !== undefined) failures.push(open);
    // One failure of a route says enough.
    for (const request of plainRequests(route)) {
      log.take();
      const answer = await sendRequest(origin, request, headers);
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

/** What is wrong when a route that is not public does more for a stranger than to refuse it. */
async function answersStranger(origin: string, route: MountedRoute): Promise<ConformanceFailure | undefined> {
  const [request] = plainRequests(route);
  if (request === undefined || route.access?.kind === 'public') return undefined;
  const answer = await sendRequest(origin, request);
  if ('status' in answer && answer.status === 401) return undefined;
  const what = 'status' in answer ? `answered ${answer.status}` : answer.failure;
  return {
    message: `${request.method} ${request.path} is not public, and ${what} to a request without credentials.`,
    hint: 'Let Nest call the route: what answers before its guards is open to strangers.',
    handler: route.handler,
  };
}
