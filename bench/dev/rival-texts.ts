/** The text of src/main.ts, for imports that end with `extension`. */
export type Flavour = (extension: string) => string;

const imports = (extension: string): string => `import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module${extension}';
`;

/** What `nest new` writes. */
export const listenMain: Flavour = (extension) => `${imports(extension)}
async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await app.listen(process.env.PORT ?? 3000);
}
void bootstrap();
`;

/** As Nest's documentation on hot reload has it. */
export const webpackMain: Flavour = (extension) => `${imports(extension)}
declare const module: any;

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await app.listen(process.env.PORT ?? 3000);
  if (module.hot) {
    module.hot.accept();
    module.hot.dispose(() => app.close());
  }
}
void bootstrap();
`;

export const webpackConfig = `const nodeExternals = require('webpack-node-externals');
const { RunScriptWebpackPlugin } = require('run-script-webpack-plugin');

module.exports = (options, webpack) => ({
  ...options,
  entry: ['webpack/hot/poll?100', options.entry],
  externals: [nodeExternals({ allowlist: ['webpack/hot/poll?100'] })],
  plugins: [
    ...options.plugins,
    new webpack.HotModuleReplacementPlugin(),
    new webpack.WatchIgnorePlugin({ paths: [/\\.js$/, /\\.d\\.ts$/] }),
    new RunScriptWebpackPlugin({ name: options.output.filename, autoRestart: false }),
  ],
});
`;

/** vite finds `import.meta.hot.accept` by its text: nothing may stand between. */
export const viteNodeMain: Flavour = (extension) => `${imports(extension)}
const app = await NestFactory.create(AppModule);
await app.listen(process.env.PORT ?? 3000);

if ((import.meta as any).hot) {
  (import.meta as any).hot.accept();
  (import.meta as any).hot.dispose(() => app.close());
}
`;

export const vitePluginMain: Flavour = (extension) => `${imports(extension)}
export const viteNodeApp = NestFactory.create(AppModule);
`;

export const viteConfigs = {
  node: `import swc from 'unplugin-swc';

export default { plugins: [swc.vite({ module: { type: 'es6' } })], oxc: false };
`,
  plugin: `import { VitePluginNode } from 'vite-plugin-node';

export default {
  server: { port: Number(process.env.PORT), host: '127.0.0.1' },
  plugins: VitePluginNode({ adapter: 'nest', appPath: './src/main.ts', exportName: 'viteNodeApp', tsCompiler: 'swc' }),
};
`,
} as const;
