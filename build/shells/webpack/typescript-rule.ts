import { type RuleSetRule } from 'webpack';
import { swcOptions } from './swc-options.ts';

const loaders = ['swc-loader', 'ts-loader'] as const;

/**
 * The rule that compiles files of TypeScript. Neither loader checks types: `tessera check` and `tsc --noEmit` do.
 *
 * @param loader `swc-loader`, or `ts-loader` for those who want TypeScript's own output (docs/adr/0042)
 */
export function typescriptRule(loader: string): RuleSetRule {
  const known = loaders.find((name) => name === loader);
  if (known === undefined)
    throw new RangeError(`There is no loader "${loader}": take ${loaders.join(' or ')}.`);
  return { test: /\.ts$/, loader: known, options: known === 'ts-loader' ? typescriptOptions : swcOptions };
}

const typescriptOptions = {
  transpileOnly: true,
  // tsconfig.json is for checking and writes nothing. In what is written a relative import ends in .js, which the
  // extensionAlias of webpack.config.js leads back to the .ts beside it.
  compilerOptions: {
    noEmit: false,
    allowImportingTsExtensions: false,
    rewriteRelativeImportExtensions: true,
  },
};
