/**
 * Whether output to this stream is coloured: `NO_COLOR` says no, `FORCE_COLOR` says yes (`FORCE_COLOR=0`: no), else a
 * terminal is. `CI` alone says nothing: logs are searched by programs, and a job that wants colour sets `FORCE_COLOR`.
 */
export function wantsColor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  const { NO_COLOR, FORCE_COLOR } = env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
