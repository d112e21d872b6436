import { type SourceLocation } from '../diagnostics/diagnostic.ts';
import { positionIn, type ScannedSource } from './scanned-source.ts';

/** A stretch of an author's file. */
export interface Cause {
  readonly source: ScannedSource;
  readonly offset: number;
  readonly length: number;
}

/** A stretch of a composed text that is the author's, unchanged, or there because of an author's words. */
interface Segment {
  readonly start: number;
  readonly end: number;
  readonly source: ScannedSource;
  readonly sourceStart: number;
  /** Of the words it is there for; undefined when it is the author's own. */
  readonly causeLength?: number;
}

/** A place in an author's file. */
export interface SourceOffset {
  readonly source: ScannedSource;
  readonly offset: number;
}

/** A text put together from authors' texts and ours, which knows where each part came from. */
export class MappedText {
  #text = '';
  #startsLine = true;
  readonly #segments: Segment[] = [];

  get text(): string {
    return this.#text;
  }

  /** True when only spaces stand between the last line break and the end. Reading `text` for it is slow in a loop. */
  get startsLine(): boolean {
    return this.#startsLine;
  }

  /** Adds text of our own; with a cause, all of it leads there. */
  add(text: string, cause?: Cause): this {
    const start = this.#text.length;
    this.#append(text);
    if (cause) {
      const { source, offset, length } = cause;
      this.#segments.push({
        start,
        end: start + text.length,
        source,
        sourceStart: offset,
        causeLength: length,
      });
    }
    return this;
  }

  /** Adds `source.text.slice(from, to)`. */
  addSource(source: ScannedSource, from = 0, to = source.text.length): this {
    const start = this.#text.length;
    this.#append(source.text.slice(from, to));
    this.#segments.push({ start, end: this.#text.length, source, sourceStart: from });
    return this;
  }

  /**
   * Where an offset of the composed text is in an author's file; text of ours belongs to its cause, or else to the
   * author's text before it.
   */
  sourceAt(offset: number): SourceOffset | undefined {
    const segment = this.#segmentAt(offset);
    if (!segment) return undefined;
    if (segment.causeLength !== undefined) return { source: segment.source, offset: segment.sourceStart };
    const within = Math.max(0, Math.min(offset, segment.end) - segment.start);
    return { source: segment.source, offset: segment.sourceStart + within };
  }

  /** The same as a line and a column. */
  locate(offset: number, length = 1): SourceLocation | undefined {
    const found = this.sourceAt(offset);
    if (!found) return undefined;
    const known = this.#segmentAt(offset)?.causeLength ?? length;
    return { file: found.source.file, ...positionIn(found.source, found.offset), length: known };
  }

  #append(text: string): void {
    this.#text += text;
    const lineStart = text.lastIndexOf('\n') + 1;
    const isBlank = text.slice(lineStart).trim() === '';
    this.#startsLine = isBlank && (lineStart > 0 || this.#startsLine);
  }

  #segmentAt(offset: number): Segment | undefined {
    return this.#segments.findLast(({ start }) => start <= offset) ?? this.#segments[0];
  }
}
