import { Module } from '@nestjs/common';
import { PlatformModule } from 'nestjs-tessera/platform';
import { components, migrations } from './generated/components.ts';

/** The platform, {{name}}, and what it requires. */
@Module({ imports: [PlatformModule.forRoot({ components, migrations })] })
export class AppModule {}
