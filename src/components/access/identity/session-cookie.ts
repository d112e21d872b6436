/** Begin of the names of better-auth's cookies. */
export const COOKIE_PREFIX = 'tessera';

/** Finds a session's cookie in the header, over HTTPS (`__Secure-`) or not. */
export const SESSION_COOKIE = new RegExp(
  String.raw`(?:^|;\s*)(?:__Secure-)?${COOKIE_PREFIX}\.session_token=`,
);
