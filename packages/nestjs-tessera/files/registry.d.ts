import { type Registry } from './src/platform/components/registered-component.ts';

/** The components of the project, in the order they are mounted in. */
export declare const components: Registry;
