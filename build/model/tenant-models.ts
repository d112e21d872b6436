import { type Field } from '../prisma-language/read-declarations.ts';
import { type TenantMark } from './read-tenant-marks.ts';
import { type Declared, type ScannedSource } from './scanned-source.ts';

/** A model whose rows belong to tenants. */
export interface TenantModel {
  readonly model: Declared;
  readonly mark: TenantMark;
  /** The one that says whose a row is. */
  readonly field: Field;
}

/** Types of a field that can name a tenant: a text, a UUID (`String @db.Uuid`) or a number. */
export const tenantTypes: readonly string[] = ['String', 'Int', 'BigInt'];

/** The tenant models of schema files, sorted as the files are written; marks that are wrong are left out. */
export function listTenantModels(sources: readonly ScannedSource[]): TenantModel[] {
  return sources.flatMap(({ tenantMarks, declared }) =>
    tenantMarks.flatMap((mark): TenantModel[] => {
      const model = declared.find(({ block, kind }) => block === mark.block && kind === 'model');
      const field = model?.fields.find(({ name }) => name === mark.field);
      return model && field && canNameTenant(field) ? [{ model, mark, field }] : [];
    }),
  );
}

export function canNameTenant({ type, isList, isOptional, attributes }: Field): boolean {
  const isIgnored = attributes.some(({ name }) => name === 'ignore');
  return type !== undefined && tenantTypes.includes(type) && !isList && !isOptional && !isIgnored;
}
