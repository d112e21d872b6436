import { Module } from '@nestjs/common';
import { {{class}}Controller } from './{{name}}.controller.ts';

@Module({ controllers: [{{class}}Controller] })
export class {{class}}Module {}
