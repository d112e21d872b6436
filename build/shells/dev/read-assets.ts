import { join } from 'node:path';
import { type Compilation } from 'webpack';
import writeFileAtomic from 'write-file-atomic';
import { diskFiles } from '../../files/disk-files.ts';
import { type HotChunk, type HotUpdate } from '../../../contract/dev-messages.ts';
import { toHotChunk } from './to-hot-chunk.ts';

/** The files of a build by name; what they hold is put together when it is asked for. */
export type Bundle = ReadonlyMap<string, () => Buffer>;

const manifestName = /\.hot-update\.json/;
const manifestPrefix = 'export default ';

function isHotUpdate(info: { readonly hotModuleReplacement?: boolean | undefined }): boolean {
  return info.hotModuleReplacement === true;
}

/** The bundle a new process starts with. */
export function readBundle(compilation: Compilation): Bundle {
  return new Map(
    compilation
      .getAssets()
      .filter(({ info }) => !isHotUpdate(info))
      .map(({ name, source }) => [name, () => Buffer.from(source.buffer())]),
  );
}

/** Of `[id].[fullhash].hot-update.mjs`, the name build/shells/dev/hot-config.ts asks for. */
function chunkOf(name: string): string {
  return name.replace(/\.[^.]+\.hot-update\.mjs$/, '');
}

/** What the build before this one has to be told; `undefined` when nothing of the program changed. */
export function readUpdate(compilation: Compilation): HotUpdate | undefined {
  const assets = compilation.getAssets().filter(({ info }) => isHotUpdate(info));
  const manifest = assets.find(({ name }) => manifestName.test(name));
  if (manifest === undefined) return undefined;
  const chunks: Record<string, HotChunk> = {};
  for (const { name, source } of assets) {
    if (!manifestName.test(name)) chunks[chunkOf(name)] = toHotChunk(String(source.source()));
  }
  const parsed: unknown = JSON.parse(String(manifest.source.source()).slice(manifestPrefix.length));
  return { manifest: parsed, chunks };
}

/** Writes a bundle for a process to start from; files of an earlier one go away. */
export function writeBundle(bundle: Bundle, folder: string): void {
  diskFiles.remove(folder);
  diskFiles.makeFolder(folder);
  for (const [name, content] of bundle) writeFileAtomic.sync(join(folder, name), content());
}
