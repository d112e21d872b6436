import { inNewContext } from '../context/index.ts';
import { type Front } from './front.ts';

/** Gives each request a context of its own, in which its principal, tenant and transactions are kept. */
export const openContext: Front = (_request, _response, next) => {
  inNewContext(next);
};
