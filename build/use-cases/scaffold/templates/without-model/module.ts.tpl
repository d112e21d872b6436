import { Module } from '@nestjs/common';
import { {{Component}}Controller } from './{{component}}.controller.ts';
import { {{Component}}Service } from './{{component}}.service.ts';

@Module({
  controllers: [{{Component}}Controller],
  providers: [{{Component}}Service],
})
export class {{Component}}Module {}
