import { decodeText } from '../../files/decode-text.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { type ComponentSources } from '../discover/read-sources.ts';
import { type CodeFacts } from '../discover/code/code-facts.ts';
import { codeOf, isCodeKnown } from '../discover/code/code-of.ts';
import { mayDeclareController } from './may-declare-controller.ts';

const candidates = new Kind<boolean>();
const facts = new Kind<CodeFacts | undefined>();

/** The code of a project during one run, by paths relative to the project, with `/`. */
export class ProjectCode {
  readonly #projectDir: string;
  readonly #files: ProjectFiles;
  readonly #cache: Cache;
  readonly #sources: ComponentSources;
  readonly #versions = new Map<string, string | undefined>();
  /** Digests of the components' files, which need no look at the disk; put together when one is asked for. */
  #digests: ReadonlyMap<string, string> | undefined;

  constructor(projectDir: string, files: ProjectFiles, sources: ComponentSources, cache: Cache) {
    this.#projectDir = projectDir;
    this.#files = files;
    this.#cache = cache;
    this.#sources = sources;
  }

  /** Another one whenever the content of the file is; undefined when there is no such file. */
  versionOf(file: string): string | undefined {
    this.#digests ??= new Map([...this.#sources.values()].flat().map((one) => [one.file, one.digest]));
    const digest = this.#digests.get(file);
    if (digest !== undefined) return digest;
    if (!this.#versions.has(file)) {
      const entry = this.#files.entry(`${this.#projectDir}/${file}`);
      this.#versions.set(file, entry?.kind === 'file' ? entry.version : undefined);
    }
    return this.#versions.get(file);
  }

  /** False for most files that are not parsed yet, without parsing them. */
  mayDeclareController(file: string): boolean {
    const version = this.versionOf(file);
    if (version === undefined) return false;
    return derive(this.#cache, candidates, file, [version], () => {
      const text = this.#text(file);
      return isCodeKnown(this.#cache, file, text) || mayDeclareController(text);
    });
  }

  /** Undefined for a file that is not there or cannot be parsed, which the compiler reports. */
  factsOf(file: string): CodeFacts | undefined {
    const version = this.versionOf(file);
    if (version === undefined) return undefined;
    return derive(this.#cache, facts, file, [version], () => {
      const code = codeOf(this.#cache, file, this.#text(file));
      return code.status === 'parsed' ? code : undefined;
    });
  }

  #text(file: string): string {
    const bytes = this.#files.read(`${this.#projectDir}/${file}`);
    return decodeText(bytes);
  }
}
