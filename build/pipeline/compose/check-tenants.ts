import { nearestName } from '../../config/nearest-name.ts';
import { type Diagnostic, type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { defaultTenantField, type TenantMark } from '../../model/read-tenant-marks.ts';
import { type Declared, positionIn, type ScannedSource } from '../../model/scanned-source.ts';
import { canNameTenant, tenantTypes } from '../../model/tenant-models.ts';
import { type Field } from '../../prisma-language/read-declarations.ts';
import { composeCodes } from './compose-codes.ts';

/** Marks that protect nothing: misspelt, above no model, twice on one, or with a field that cannot name a tenant. */
export function checkTenants(sources: readonly ScannedSource[]): Diagnostic[] {
  return sources.flatMap((source) =>
    source.tenantMarks.flatMap((mark, at) => {
      const model = source.declared.find(({ block, kind }) => block === mark.block && kind === 'model');
      const problem = problemOf(mark, model, source.tenantMarks.slice(0, at));
      if (!problem) return [];
      const location = markLocation(source, mark);
      return [{ severity: 'error', component: source.component, ...problem, location }];
    }),
  );
}

/** The place of a mark in the author's file. */
export function markLocation(source: ScannedSource, { offset, text }: TenantMark): SourceLocation {
  return { file: source.file, ...positionIn(source, offset), length: text.length };
}

type Problem = Pick<Diagnostic, 'code' | 'message' | 'hint'>;

function problemOf(
  mark: TenantMark,
  model: Declared | undefined,
  earlier: readonly TenantMark[],
): Problem | undefined {
  const { field: name, text } = mark;
  const wrongMark = { code: composeCodes.tenantMark };
  if (name === undefined) {
    const message = `"${text}" is not read as a mark of a tenant model, so nothing separates the tenants.`;
    const hint = `Write "/// @tenant" on a line of its own above the model, or "/// @tenant(field)" when the field is not "${defaultTenantField}".`;
    return { ...wrongMark, message, hint };
  }
  if (!model) {
    const message = `"${text}" stands above no model.`;
    return { ...wrongMark, message, hint: 'Put it directly above the line of a model, or remove it.' };
  }
  if (earlier.some(({ block }) => block === mark.block)) {
    const message = `Model "${model.name}" has a second "@tenant".`;
    return { ...wrongMark, message, hint: 'Remove one of the two: a row belongs to one tenant.' };
  }
  const field = model.fields.find((one) => one.name === name);
  return field ? fieldProblem(model, field) : missingField(model, name);
}

function missingField(model: Declared, name: string): Problem {
  const names = model.fields.filter(canNameTenant).map((field) => field.name);
  const nearest = nearestName(name, names);
  const proposal = nearest === undefined ? '' : `, or write "@tenant(${nearest})"`;
  return {
    code: composeCodes.tenantField,
    message: `Model "${model.name}" belongs to tenants by its field "${name}", which it does not have.`,
    hint: `Add "${name} String" to the model${proposal}.`,
  };
}

function fieldProblem(model: Declared, field: Field): Problem | undefined {
  if (canNameTenant(field)) return undefined;
  const { type = 'nothing', isList, isOptional, name } = field;
  const isIgnored = field.attributes.some((attribute) => attribute.name === 'ignore');
  const written = `${type}${isList ? '[]' : ''}${isOptional ? '?' : ''}${isIgnored ? ' @ignore' : ''}`;
  return {
    code: composeCodes.tenantField,
    message: `Field "${name}" of tenant model "${model.name}" is ${written}, and cannot say whose a row is.`,
    hint: `Make it one required ${tenantTypes.slice(0, -1).join(', ')} or ${tenantTypes.at(-1) ?? ''} (a UUID is "String @db.Uuid"), or name another field: "@tenant(field)".`,
  };
}
