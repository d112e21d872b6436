// The door `nestjs-tessera/hot`: what the program of `tessera dev` is made of. It is never exchanged while that runs.
export { serveHot } from '../dev-runtime/serve-hot.ts';
export { loadDotEnv } from '../platform/environment/load-dot-env.ts';
