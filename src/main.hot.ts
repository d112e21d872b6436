/// <reference types="webpack/module" />
import 'reflect-metadata';
import { config } from 'dotenv';
import { serveHot } from './hot/serve-hot.ts';

// The program of `npm run dev`: a shell that stays, around an application that is exchanged.
config({ quiet: true });
// What is imported above stays for the life of the process; what `application.ts` imports is exchanged.
import.meta.webpackHot.accept('./application.ts', () => undefined);
await serveHot(import.meta.webpackHot, () => import('./application.ts'));
