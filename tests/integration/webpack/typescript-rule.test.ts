import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { typescriptRule } from '../../../build/shells/webpack/typescript-rule.ts';
import { createPluginProject, errorsOf, runOnce } from './plugin-project.ts';

/** What an application needs of its compiler: decorators, their metadata, parameter properties, imports with endings. */
const sources = {
  'src/greeter.ts': `import { Inject, Injectable, Optional } from '@nestjs/common';
import { type Greeting, Language } from './language.ts';
@Injectable()
export class Dictionary { readonly words: Greeting = { [Language.German]: 'Guten Tag' }; }
@Injectable()
export class Greeter {
  constructor(private readonly dictionary: Dictionary, @Optional() @Inject('NAME') private readonly name = 'Ada') {}
  greet(): string { return \`\${this.dictionary.words[Language.German]}, \${this.name}\`; }
}
`,
  'src/language.ts': `export enum Language { German = 'de' }
export type Greeting = Record<Language, string>;
`,
  'src/main.ts': `import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Dictionary, Greeter } from './greeter.ts';
import { components } from './generated/components.ts';
@Module({ providers: [Dictionary, Greeter] })
class AppModule {}
const app = await NestFactory.createApplicationContext(AppModule, { logger: false });
console.log(app.get(Greeter).greet(), components.length, Greeter.name);
await app.close();
`,
};

describe('typescriptRule', () => {
  let project: ReturnType<typeof createPluginProject>;
  afterEach(() => {
    project.remove('');
  });

  it.each(['swc-loader', 'ts-loader'])('compiles an application with %s that runs', async (loader) => {
    project = createPluginProject();
    copyFileSync('packages/nestjs-tessera/files/tsconfig.json', project.path('tsconfig.json'));
    for (const [file, text] of Object.entries(sources)) project.write(file, text);
    const config = project.config();
    const stats = await runOnce({
      ...config,
      externals: [/^[a-z@]/],
      module: { rules: [typescriptRule(loader)] },
      resolve: { ...config.resolve, extensionAlias: { '.js': ['.ts', '.js'] } },
    });

    expect(errorsOf(stats)).toBe('');
    const { stdout, stderr } = spawnSync(process.execPath, [project.path('dist/main.js')], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toBe('Guten Tag, Ada 0 Greeter\n');
  });

  it('knows no other loader', () => {
    expect(() => typescriptRule('babel-loader')).toThrow('There is no loader "babel-loader"');
  });
});
