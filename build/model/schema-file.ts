import { type MappedText } from './mapped-text.ts';

/** One file of a composed schema. */
export interface SchemaFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The way back to the authors' files; main.prisma has none. */
  readonly origin?: MappedText;
}
