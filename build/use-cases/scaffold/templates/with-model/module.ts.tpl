import { Module } from '@nestjs/common';
import { {{Resources}}Controller } from './{{resources}}/{{resources}}.controller.ts';
import { {{Resources}}Service } from './{{resources}}/{{resources}}.service.ts';

@Module({
  controllers: [{{Resources}}Controller],
  providers: [{{Resources}}Service],
})
export class {{Component}}Module {}
