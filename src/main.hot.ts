/// <reference types="webpack/module" />
import 'reflect-metadata';
import { serveHot } from './dev-runtime/serve-hot.ts';
import { loadDotEnv } from './load-dot-env.ts';

// The program of `npm run dev`: a shell that stays, around an application that is exchanged.
loadDotEnv();
// What is imported above stays for the life of the process; what `application.ts` imports is exchanged.
import.meta.webpackHot.accept('./application.ts', () => undefined);
await serveHot(import.meta.webpackHot, () => import('./application.ts'));
