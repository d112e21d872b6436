import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import webpack, { type Compiler } from 'webpack';
import { type BuildObservation, observeBuilds } from '../../../../../build/shells/dev/observe-builds.ts';
import { composedChannel } from '../../../../../build/shells/webpack/composed-channel.ts';

const schema = 'src/components/crm/prisma/schema.prisma';
const crm = { name: 'crm', path: 'src/components/crm', schemas: [{ file: schema }] };

describe('observeBuilds', () => {
  let compiler: Compiler;
  let observation: BuildObservation;
  let lastChanged: readonly string[];

  /** One build: what the watcher told of, and what the pipeline then wrote. */
  async function build(modified: readonly string[], changed: readonly string[]): Promise<readonly string[]> {
    lastChanged = changed;
    compiler.modifiedFiles = new Set(modified.map((file) => `/project/${file}`));
    await compiler.hooks.watchRun.promise(compiler);
    const { files } = observation.seen();
    observation.told();
    return files;
  }
  beforeEach(() => {
    compiler = webpack({ context: '/project' });
    observation = observeBuilds(compiler);
    compiler.hooks.watchRun.tap('Pipeline', () => {
      composedChannel.publish({
        compiler,
        report: { components: [crm], changed: lastChanged },
        generatedDir: '/project/src/generated',
      });
    });
  });
  afterEach(() => {
    observation.stop();
  });

  it('counts a schema with the build that read it, not with the one in which the watcher tells of it', async () => {
    await build([], []);
    expect(await build([], ['prisma/schema/crm.prisma'])).toEqual([schema]);
    expect(await build([schema], [])).toEqual([]);
    expect(await build([schema], [])).toEqual([schema]);
  });

  it('leaves out generated files, and folders of files that are told', async () => {
    await build([], []);
    const told = await build(['src/generated/components.ts', 'src/components/crm', `${crm.path}/a.ts`], []);
    expect(told).toEqual(['src/components/crm/a.ts']);
  });
});
