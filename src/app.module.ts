import { Module } from '@nestjs/common';
import { components, migrations } from './generated/components.ts';
import { PlatformModule } from './platform/index.ts';

/** The application: the platform and whatever components the build found. */
@Module({ imports: [PlatformModule.forRoot({ components, migrations })] })
export class AppModule {}
