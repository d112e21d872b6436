// For `node --import`: compiles the application's TypeScript as its build does. tsx leaves out what Nest's injection reads.
import { register } from 'node:module';

register('./compile-hook.js', import.meta.url);
