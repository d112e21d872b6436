import 'reflect-metadata';
import { loadDotEnv, runApplication } from '@/platform';
import { AppModule } from './app.module.ts';

loadDotEnv();
await runApplication(AppModule);
