import { Global, Module } from '@nestjs/common';
import { HotState } from './hot-state.ts';

/** Gives every component `HotState`. */
@Global()
@Module({ providers: [HotState], exports: [HotState] })
export class HotModule {}
