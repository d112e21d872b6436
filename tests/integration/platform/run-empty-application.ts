import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { PlatformModule, runApplication } from '../../../src/platform/index.ts';

/** The platform without any component, as a process of its own. */
@Module({ imports: [PlatformModule.forRoot({ components: [], migrations: [] })] })
class EmptyApplication {}

await runApplication(EmptyApplication);
