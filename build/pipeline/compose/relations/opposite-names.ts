import pluralize from 'pluralize';

/** What Prisma takes as the name of a field. */
export function isFieldName(text: string): boolean {
  // The last three are words of the client's own filters.
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(text) && !['AND', 'OR', 'NOT'].includes(text);
}

/**
 * The names an opposite field may get, best first, and never the same twice. They follow from the author's model
 * alone: `invoices` (one row: `invoice`), with several relations to the same model `invoicesAsPayer`.
 */
export function* oppositeNames({
  model,
  field,
  isList,
  hasSiblings,
}: {
  readonly model: string;
  readonly field: string;
  readonly isList: boolean;
  readonly hasSiblings: boolean;
}): Generator<string, never> {
  const plain = lowerCamel(isList ? pluralize.plural(model) : model);
  const withField = `${plain}As${field.slice(0, 1).toUpperCase()}${field.slice(1)}`;
  if (!hasSiblings) yield plain;
  yield withField;
  for (let number = 2; ; number++) yield `${withField}${number}`;
}

/** `CrmInvoice` → `crmInvoice`, `CRMDeal` → `crmDeal`, `crm_deal` → `crmDeal`. */
function lowerCamel(name: string): string {
  const joined = name.replaceAll(/_+([A-Za-z0-9]?)/g, (_, next: string) => next.toUpperCase());
  return joined.replace(/^(?:[A-Z]+(?![a-z])|[A-Z])/, (capitals) => capitals.toLowerCase());
}
