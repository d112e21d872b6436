export { ContextKey, inNewContext, NoContextError } from './context-key.ts';
