export { HotModule } from './hot.module.ts';
export { HotState } from './hot-state.ts';
export { type HotApplication } from './hot-application.ts';
export { newestSchema, withNewestSchema } from './newest-schema.ts';
export { type Kept } from './kept-values.ts';
