export { abortWithClient } from './abort-with-client.ts';
export { Connections } from './connections.ts';
export { findRefusal, isCrossSite } from './find-refusal.ts';
export { type Front, putInFront, type UpgradeFront } from './front.ts';
export { listOf, originPolicy, type OriginPolicy } from './origin-policy.ts';
export { nodeRequest } from './node-request.ts';
export { openContext } from './open-context.ts';
export { requestSignal } from './request-signal.ts';
export { secureHeaders } from './secure-headers.ts';
