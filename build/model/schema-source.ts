/** One `.prisma` file of a component. */
export interface SchemaSource {
  /** Relative to the project, with `/`. */
  readonly file: string;
  /** Without byte order mark and carriage returns, so lines and columns are those the author's editor shows. */
  readonly text: string;
  /** The bytes were not UTF-8 and the text is a guess: enough to know its names, not to judge it. */
  readonly isDamaged?: boolean;
}
