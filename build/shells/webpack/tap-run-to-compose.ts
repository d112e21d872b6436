import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { join } from 'node:path';
import { type Compiler } from 'webpack';
import { type Composed, composedChannel, idleChannel } from './composed-channel.ts';
import { type DiscoveryRun } from './discovery-run.ts';
import { forgetGenerated } from './forget-generated.ts';
import { pluginName } from './plugin-name.ts';

function isSchema(path: string): boolean {
  return path.endsWith('.prisma');
}

/** Runs the pipeline before webpack reads any file; ends the warm generator with the compiler. */
export function tapRunToCompose(compiler: Compiler, discovery: DiscoveryRun): void {
  const run = async (typesMayFollow: boolean): Promise<void> => {
    const report = await discovery.run({
      typesMayFollow,
      expectsChanges: [...(compiler.modifiedFiles ?? [])].some(isSchema),
    });
    const config = discovery.config();
    if (config && report && (report.generated || report.changed.length > 0)) {
      forgetGenerated(compiler, config);
    }
    const generatedDir = config && join(config.projectDir, config.generatedDir);
    composedChannel.publish({ compiler, report, generatedDir } satisfies Composed);
  };
  compiler.hooks.beforeRun.tapPromise(pluginName, () => run(false));
  // A plain `webpack --watch` leaves a whole client with every build; only who listens knows that types are to come.
  compiler.hooks.watchRun.tapPromise(pluginName, () => run(composedChannel.hasSubscribers));
  compiler.hooks.invalid.tap(pluginName, (file) => {
    if (file != null && isSchema(file)) discovery.hold();
  });
  const prepare = (): void => void discovery.prepare();
  subscribe(idleChannel.name, prepare);
  compiler.hooks.shutdown.tapPromise(pluginName, () => {
    unsubscribe(idleChannel.name, prepare);
    return discovery.close();
  });
}
