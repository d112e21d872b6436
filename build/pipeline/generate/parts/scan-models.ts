import { type BlockKind, scanBlocks } from '../../../prisma-language/scan-blocks.ts';
import { type Attribute } from '../../../prisma-language/read-attributes.ts';
import { endOfStatement, readDeclarations } from '../../../prisma-language/read-declarations.ts';
import { TokenPlaces } from '../../../prisma-language/token-places.ts';

/** A field or a block attribute of a model as it is written, without comments behind it. */
export interface Statement {
  readonly text: string;
  /** Undefined for a block attribute. */
  readonly field?: {
    readonly name: string;
    readonly type: string;
    /** Fields of this model and of the other one that a relation is made of. */
    readonly from: readonly string[];
    readonly to: readonly string[];
  };
  /** Names of its attributes, or its own. */
  readonly attributes: readonly string[];
  /** Fields that a block attribute names. */
  readonly names: readonly string[];
}

export interface ScannedBlock {
  readonly kind: BlockKind;
  readonly name: string;
  readonly text: string;
  /** Of an enum: none. */
  readonly statements: readonly Statement[];
}

/** The blocks of a sound schema file, in order. */
export function scanModels(text: string): ScannedBlock[] {
  const tokens = new TokenPlaces(text);
  const blocks = scanBlocks(tokens);
  const declarations = readDeclarations(
    blocks.filter(({ kind }) => kind !== 'generator' && kind !== 'datasource'),
    tokens,
  );
  return blocks.map((block): ScannedBlock => {
    const { kind, name, offset, closeOffset = text.length } = block;
    const whole = { kind, name, text: text.slice(offset, closeOffset + 1), statements: [] };
    const declaration = declarations.find((one) => one.block === block);
    if (declaration === undefined || kind === 'enum') return whole;
    const textFrom = (start: number): string => {
      const at = tokens.starts.indexOf(start);
      const end = endOfStatement(tokens.codes, at, tokens.starts.indexOf(closeOffset, at));
      return text.slice(start, tokens.end(end - 1));
    };
    const fields = declaration.fields.map((field): Statement => {
      const relation = field.attributes.find((attribute) => attribute.name === 'relation');
      return {
        text: textFrom(field.offset),
        field: {
          name: field.name,
          type: field.type ?? '',
          from: namesIn(relation, 'fields'),
          to: namesIn(relation, 'references'),
        },
        attributes: field.attributes.map((attribute) => attribute.name),
        names: [],
      };
    });
    const attributes = declaration.attributes.map((attribute): Statement => ({
      text: textFrom(attribute.offset),
      attributes: [attribute.name],
      names: namesIn(attribute, 'fields'),
    }));
    return { ...whole, statements: [...fields, ...attributes] };
  });
}

/** The names in a list of fields; of a block attribute it may be the first argument, without a name. */
function namesIn(attribute: Attribute | undefined, argument: string): string[] {
  const list = attribute?.args.find(
    ({ name, value }) => name === argument || (name === undefined && value[0]?.text === '['),
  );
  if (list === undefined) return [];
  let depth = 0;
  return list.value.flatMap(({ kind, text }) => {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    return kind === 'word' && depth === 0 ? [text] : [];
  });
}
