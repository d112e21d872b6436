/** Where the library's routes hang. */
export const AUTH_PATH = '/access/auth';

/** Header that carries the caller's address from our side of the door to the library; a caller's own is dropped. */
export const CLIENT_ADDRESS_HEADER = 'x-tessera-client-address';

/**
 * Routes of better-auth that this component does not offer. `tests` compare the list with what the library brings, so
 * that a new version opens nothing.
 */
export const unusedPaths = [
  '/account-info',
  '/callback/:id',
  '/change-email',
  '/delete-user',
  '/delete-user/callback',
  '/error',
  '/get-access-token',
  '/link-social',
  '/list-accounts',
  '/ok',
  '/organization/add-member',
  '/organization/check-slug',
  '/organization/create',
  '/organization/delete',
  '/organization/get-active-member',
  '/organization/get-active-member-role',
  '/organization/get-full-organization',
  '/organization/get-invitation',
  '/organization/get-organization',
  '/organization/has-permission',
  '/organization/list-invitations',
  '/organization/list-members',
  '/organization/update',
  '/refresh-token',
  '/sign-in/social',
  '/unlink-account',
  '/update-session',
  '/update-user',
  '/verify-password',
] as const;
