import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type Field } from '../../prisma-language/read-declarations.ts';
import { rememberPerObject } from '../../incremental/remember-per-object.ts';
import { type ScannedSchemas, type ScannedSource } from '../scanned-component.ts';
import { type Declared } from './declared.ts';
import { isScalarType } from './reserved-names.ts';

/** A schema file, what it declares, and what it needs of others. Worked out once as long as the file does not change. */
export interface DeclaringSource {
  readonly component: string;
  readonly source: ScannedSource;
  readonly declared: readonly Declared[];
  /** The fields whose type is neither declared in this file nor one of Prisma's, as they are written. */
  readonly outward: readonly OutwardField[];
}

export interface OutwardField {
  readonly author: Declared;
  readonly field: Field;
  readonly type: string;
}

/** All schema files by name, so that nothing depends on the order of the components. */
export function listSources(components: readonly ScannedSchemas[]): DeclaringSource[] {
  return components
    .flatMap(({ name, schemas }) => schemas.map((source) => declaringSource(source, name)))
    .sort((a, b) => compareText(a.source.file, b.source.file));
}

/** @param component its name */
export const declaringSource = rememberPerObject(
  (source: ScannedSource, component: string): DeclaringSource => {
    const declared = source.declarations.map(({ block, fields, attributes }): Declared => ({
      block,
      fields,
      attributes,
      kind: block.kind,
      name: block.name,
      component,
      source,
    }));
    const own = new Set(declared.map(({ name }) => name));
    const outward = declared.flatMap((author) =>
      author.fields.flatMap((field): OutwardField[] => {
        const { type } = field;
        return type === undefined || own.has(type) || isScalarType(type) ? [] : [{ author, field, type }];
      }),
    );
    return { component, source, declared, outward };
  },
);
