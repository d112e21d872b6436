/** Every API key begins with it; a bearer token that does not is no key. */
export const API_KEY_PREFIX = 'tsk_';
