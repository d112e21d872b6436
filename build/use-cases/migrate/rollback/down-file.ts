import { hashText, withLineFeeds } from '../../../files/hash-text.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { type Migration } from '../../../postgres/history/read-migrations.ts';

/** The reverse script beside a migration. */
export interface DownFile {
  /** Relative to the project, with `/`. */
  readonly file: string;
  /** The whole file. */
  readonly text: string;
  /** The file was written or changed by hand: it is never overwritten unasked. */
  readonly isEdited: boolean;
  /** It was derived from another text of the migration than the one that is there now. */
  readonly isOutdated: boolean;
  /** It was written although it failed its test. */
  readonly isUnproven: boolean;
}

const unproven =
  '-- It FAILED its test: write what is missing by hand, and run "tessera migrate down" again.';
const nothing = '-- Nothing to reverse: the schema is the same before and after this migration.';
const MARK = /^-- derived from migration\.sql ([0-9a-f]{64}), text ([0-9a-f]{64})\n/m;

/** Where the reverse script of a migration is, relative to the project. */
export function downPath({ folder }: Pick<Migration, 'folder'>): string {
  return `${folder}/down.sql`;
}

/** Reads the reverse script of a migration; undefined when there is none. */
export function readDown(
  projectDir: string,
  migration: Migration,
  files: Pick<ProjectFiles, 'read'>,
): DownFile | undefined {
  const file = downPath(migration);
  const bytes = files.read(`${projectDir}/${file}`);
  if (!bytes) return undefined;
  const text = new TextDecoder().decode(bytes);
  const plain = withLineFeeds(text);
  const mark = MARK.exec(plain);
  const body = mark ? plain.slice(mark.index + mark[0].length) : plain;
  return {
    file,
    text,
    isEdited: mark?.[2] !== hashText(body),
    isOutdated: mark !== null && mark[1] !== migration.checksum,
    isUnproven: text.includes(unproven),
  };
}

/** The file for a derived script: what it is, how to tell whether it was edited, and the script. */
export function formatDown(
  { id, checksum }: Migration,
  script: string,
  { isProven }: { readonly isProven: boolean } = { isProven: true },
): string {
  const body = `\n${script.trim() || nothing}\n`;
  const made = isProven ? 'Made and tested' : 'Made';
  return `-- Reverses ${id}. ${made} by "tessera migrate down"; run by "tessera migrate rollback".
${isProven ? '' : `${unproven}\n`}-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql ${checksum}, text ${hashText(body)}
${body}`;
}
