import { tryPort } from '../../config/port/try-port.ts';

const defaultPort = 9229;

/**
 * Node's options for a debugger on the application.
 * @param wanted what stands after `--inspect`: a port, `host:port`, or true for 127.0.0.1:9229
 */
export async function inspectOptions(
  wanted: string | true,
): Promise<{ readonly execArgv: readonly string[] } | { readonly refusal: string }> {
  const groups = /^(?:(?<host>.+):)?(?<port>\d+)$/.exec(
    wanted === true ? String(defaultPort) : wanted,
  )?.groups;
  const port = Number(groups?.['port']);
  if (groups === undefined || port > 65_535) {
    return {
      refusal: `--inspect takes a port or host:port, for example --inspect 9230, not "${String(wanted)}".`,
    };
  }
  const answer = await tryPort(port);
  if ('refused' in answer) {
    const next = port + 1;
    return { refusal: `The debugger cannot use port ${port} (${answer.refused}): try --inspect ${next}.` };
  }
  return { execArgv: [`--inspect=${groups['host'] ?? '127.0.0.1'}:${answer.port}`] };
}
