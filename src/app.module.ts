import { Module } from '@nestjs/common';
import { PlatformModule } from '@/platform';
import { components, migrations } from './generated/components.ts';

/** The application: the platform and whatever components the build found. */
@Module({ imports: [PlatformModule.forRoot({ components, migrations })] })
export class AppModule {}
