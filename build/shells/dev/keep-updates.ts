import { type Compiler } from 'webpack';
import { type HotUpdate } from '../../../contract/dev-messages.ts';
import { readUpdate } from './read-assets.ts';

/**
 * The updates of all builds that webpack recorded, oldest first. One that becomes invalid while it is made is recorded
 * and never told: the next update leads on from it, and would leave out what it had changed.
 */
export function keepUpdates(compiler: Compiler): HotUpdate[] {
  const updates: HotUpdate[] = [];
  compiler.hooks.afterCompile.tap({ name: 'KeepUpdates', stage: 1000 }, (compilation) => {
    if (compilation.compiler !== compiler || Reflect.get(compiler.records, 'hash') !== compilation.hash)
      return;
    const update = readUpdate(compilation);
    if (update) updates.push(update);
  });
  return updates;
}
