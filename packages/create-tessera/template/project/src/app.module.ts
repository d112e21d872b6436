import { Module } from '@nestjs/common';
import { PlatformModule } from 'nestjs-tessera/platform';
import { components, migrations } from './generated/components.ts';

/** The application: the platform and whatever components the build finds in src/components. */
@Module({ imports: [PlatformModule.forRoot({ components, migrations })] })
export class AppModule {}
