import 'reflect-metadata';
import { config } from 'dotenv';
import { AppModule } from './app.module.ts';
import { runApplication } from './platform/index.ts';

// What is set already wins over .env.
config({ quiet: true });
await runApplication(AppModule);
