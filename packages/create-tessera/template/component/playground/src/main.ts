import 'reflect-metadata';
import { loadDotEnv, runApplication } from 'nestjs-tessera/platform';
import { AppModule } from './app.module.ts';

loadDotEnv();
await runApplication(AppModule);
