// The door `nestjs-tessera/webpack`.
export { ComponentDiscoveryPlugin } from './shells/webpack/component-discovery-plugin.ts';
export { projectWebpack, type ProjectWebpackOptions } from './shells/webpack/project-webpack.ts';
