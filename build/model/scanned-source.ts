import { type SourceLocation } from '../diagnostics/diagnostic.ts';
import { lineStarts, positionAt, type TextPosition } from '../diagnostics/text-position.ts';
import { type Declaration, type Field } from '../prisma-language/read-declarations.ts';
import { type BlockKind, type SchemaBlock } from '../prisma-language/scan-blocks.ts';
import { readTenantMarks, type TenantMark } from './read-tenant-marks.ts';
import { type SchemaSource } from './schema-source.ts';

/** A model, view, enum or type and whose it is. */
export interface Declared extends Declaration {
  readonly kind: BlockKind;
  readonly name: string;
  readonly component: string;
  readonly source: ScannedSource;
}

/** A field whose type is neither declared in its file nor one of Prisma's. */
export interface OutwardField {
  readonly author: Declared;
  readonly field: Field;
  /** As it is written. */
  readonly type: string;
}

/** A schema file of a component as it was read: its blocks, what they declare, and what they need of other files. */
export class ScannedSource implements SchemaSource {
  readonly file: string;
  readonly text: string;
  readonly isDamaged: boolean;
  readonly component: string;
  readonly blocks: readonly SchemaBlock[];
  /** The models, views, enums and types, in the order of their blocks. */
  readonly declared: readonly Declared[];
  /** In the order they are written. */
  readonly outward: readonly OutwardField[];
  readonly tenantMarks: readonly TenantMark[];
  #lineStarts: readonly number[] | undefined;

  /** @param isForeign whether a type is neither one of Prisma's nor declared in this file */
  constructor(
    { file, text, isDamaged = false }: SchemaSource,
    component: string,
    blocks: readonly SchemaBlock[],
    declarations: readonly Declaration[],
    isForeign: (type: string) => boolean,
  ) {
    this.file = file;
    this.text = text;
    this.isDamaged = isDamaged;
    this.component = component;
    this.blocks = blocks;
    this.declared = declarations.map(({ block, fields, attributes }) => ({
      block,
      fields,
      attributes,
      kind: block.kind,
      name: block.name,
      component,
      source: this,
    }));
    this.tenantMarks = readTenantMarks(text, blocks);
    this.outward = this.declared.flatMap((author) =>
      author.fields.flatMap((field): OutwardField[] => {
        const { type } = field;
        return type !== undefined && isForeign(type) ? [{ author, field, type }] : [];
      }),
    );
  }

  get lineStarts(): readonly number[] {
    return (this.#lineStarts ??= lineStarts(this.text));
  }
}

/** The line and column of an offset in the author's text. */
export function positionIn(source: ScannedSource, offset: number): TextPosition {
  return positionAt(source.lineStarts, offset);
}

/** The place of the block's name in the author's file. */
export function nameLocation(source: ScannedSource, block: SchemaBlock): SourceLocation {
  return {
    file: source.file,
    ...positionIn(source, block.nameOffset),
    length: block.name.length,
  };
}
