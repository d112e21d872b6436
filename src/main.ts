import 'reflect-metadata';
import { AppModule } from './app.module.ts';
import { loadDotEnv } from './load-dot-env.ts';
import { runApplication } from './platform/index.ts';

loadDotEnv();
await runApplication(AppModule);
