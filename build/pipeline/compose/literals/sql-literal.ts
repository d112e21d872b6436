import { type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { literalText } from '../../../prisma-language/literal-text.ts';
import { placeAt } from '../../../model/names/declared.ts';
import { type Declared } from '../../../model/scanned-source.ts';
import { type Field } from '../../../prisma-language/read-declarations.ts';
import { type Token } from '../../../prisma-language/scan-tokens.ts';

/** What becomes of a piece of SQL: the default of a column, its type, the condition or the operator class of an index. */
export type SqlLiteralUse = 'default' | 'type' | 'where' | 'ops';

interface Written {
  readonly owner: Declared;
  /** Undefined in an attribute of the whole model. */
  readonly field: Field | undefined;
  readonly attribute: string | undefined;
  readonly use: SqlLiteralUse;
  /** The text with its quotes. */
  readonly token: Token;
}

/** SQL an author wrote between quotes in a schema; Prisma passes it on to the database as it is. */
export class SqlLiteral {
  readonly owner: Declared;
  readonly field: Field | undefined;
  readonly use: SqlLiteralUse;
  /** As the database gets it. */
  readonly sql: string;
  readonly #attribute: string | undefined;
  readonly #inside: string;
  readonly #offset: number;

  constructor({ owner, field, attribute, use, token }: Written) {
    this.owner = owner;
    this.field = field;
    this.use = use;
    this.#attribute = attribute;
    this.#inside = token.text.slice(1, token.text.endsWith('"') ? -1 : undefined);
    this.#offset = token.offset + 1;
    this.sql = literalText(token.text);
  }

  /** How messages speak of it: `@default of "Rev.at"`. */
  get label(): string {
    const place = [this.owner.name, this.field?.name].filter((part) => part !== undefined).join('.');
    if (this.#attribute === undefined) return `the type of "${place}"`;
    return `${this.field ? '@' : '@@'}${this.#attribute} of "${place}"`;
  }

  /** All of it, in the author's file. */
  get location(): SourceLocation {
    return placeAt(this.owner, this.#offset, Math.max(1, this.#inside.length));
  }

  /** From a character of the SQL to the end of it. */
  locate(at: number): SourceLocation {
    const written = this.#writtenOffset(at);
    return placeAt(this.owner, this.#offset + written, Math.max(1, this.#inside.length - written));
  }

  /** An escape is several characters in the file and one in the SQL. */
  #writtenOffset(at: number): number {
    let written = 0;
    for (let count = 0; count < at && written < this.#inside.length; count += 1) {
      const isEscape = this.#inside[written] === '\\';
      written += isEscape ? (this.#inside[written + 1] === 'u' ? 6 : 2) : 1;
    }
    return written;
  }
}
