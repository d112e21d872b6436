// `nestjs-tessera/webpack` in this repository; in the package the door leads to compiled code at once.
import { load } from '../load.js';

export const { ComponentDiscoveryPlugin, projectWebpack } =
  /** @type {typeof import('../../build/component-discovery-plugin.ts')} */ (
    await load('build/component-discovery-plugin')
  );
