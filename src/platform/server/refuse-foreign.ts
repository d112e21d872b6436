import { findRefusal, type Front, type OriginPolicy, type UpgradeFront } from '../../http/index.ts';
import { writeProblem } from '../../problem/index.ts';

/** Refuses requests for another host and writes by pages of other sites, whatever the framework makes of them. */
export function refuseForeign(policy: OriginPolicy): { request: Front; upgrade: UpgradeFront } {
  return {
    request: (request, response, next) => {
      const detail = findRefusal(request, policy);
      if (detail === undefined) next();
      else writeProblem({ status: 403, detail }, request, response);
    },
    upgrade: (request, socket) => {
      if (findRefusal(request, policy) === undefined) return true;
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return false;
    },
  };
}
