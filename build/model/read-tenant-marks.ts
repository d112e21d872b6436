import { type SchemaBlock } from '../prisma-language/scan-blocks.ts';
import { scanTokens, type Token } from '../prisma-language/scan-tokens.ts';

/** The name of the column when `@tenant` names none. */
export const defaultTenantField = 'tenantId';

/** A comment that says, or means to say, that the rows of a model belong to tenants. */
export interface TenantMark {
  /** Of the `@`, in the author's text. */
  readonly offset: number;
  /** From the `@` to the end of the comment, such as `@tenant(organizationId)`. */
  readonly text: string;
  /** Undefined when it is spelled in a way that says nothing. */
  readonly field: string | undefined;
  /** The block whose first line follows, with nothing but comments between. */
  readonly block: SchemaBlock | undefined;
}

/** What an author may have meant as a mark: a boundary that is only believed to be there is worse than none. */
const meant = /^(?<slashes>\/{2,}|\/\*+)(?<gap>[\s*]*)(?<mark>@\s*tenants?(?![\p{L}\p{N}_]).*)/isu;
const spelled = /^@tenant(?:\((?<field>\p{L}[\p{L}\p{N}_]*)\))?$/u;

/** The marks of a schema file in the order they are written. */
export function readTenantMarks(text: string, blocks: readonly SchemaBlock[]): TenantMark[] {
  // Few files have one: only these are read a second time, with their comments.
  if (!/@\s*tenant/i.test(text)) return [];
  const byOffset = new Map(blocks.map((block) => [block.offset, block]));
  const tokens = scanTokens(text);
  return tokens.flatMap((token, at): TenantMark[] => {
    if (token.kind !== 'comment') return [];
    const { slashes = '', gap = '', mark = '' } = meant.exec(token.text)?.groups ?? {};
    const written = (mark.split('\n')[0] ?? '').trim();
    if (written === '') return [];
    const known = slashes === '///' ? spelled.exec(written) : null;
    return [
      {
        offset: token.offset + slashes.length + gap.length,
        text: written,
        field: known ? (known.groups?.['field'] ?? defaultTenantField) : undefined,
        block: isFirstOnLine(tokens, at) ? byOffset.get(offsetBelow(tokens, at)) : undefined,
      },
    ];
  });
}

function isFirstOnLine(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before === undefined || before.kind === 'newline';
}

/** Of the first token below the comment that is none; -1 after an empty line, as Prisma reads it. */
function offsetBelow(tokens: readonly Token[], at: number): number {
  let next = at + 1;
  while (tokens[next]?.kind === 'newline' && tokens[next + 1]?.kind === 'comment') next += 2;
  return tokens[next]?.kind === 'newline' ? (tokens[next + 1]?.offset ?? -1) : -1;
}
