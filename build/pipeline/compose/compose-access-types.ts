import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { foreignKeyFields } from '../../model/one-sided-relation.ts';
import { type Declared } from '../../model/scanned-source.ts';
import { listTenantModels } from '../../model/tenant-models.ts';
import { type Field } from '../../prisma-language/read-declarations.ts';
import { quote } from '../../prisma-language/quote.ts';
import { type ComponentAccess } from './component-access.ts';

/**
 * Lines that tell the type of `PrismaService<'crm'>` what the client of the component "crm" reaches.
 * @param types from `accessType`, one a component
 */
export function composeAccessTypes(types: readonly string[]): string[] {
  return [
    'declare global {',
    "  /** What each component's `PrismaService` reaches. */",
    '  interface TesseraComponents {',
    ...types.map((type) => `    ${type}`),
    '  }',
    '}',
  ];
}

/** @param required the components it requires */
export function accessType(
  component: DiscoveredComponent,
  { models, views, reads, writes, raw, system }: ComponentAccess,
  required: readonly DiscoveredComponent[],
): string {
  const written = new Set([...models, ...writes]);
  const tenants = [component, ...required]
    .flatMap(({ schemas }) => listTenantModels(schemas))
    .filter(({ model }) => written.has(model.name))
    .map(({ model, field }) => `${quote(model.name)}: ${union(tenantKeys(model, field))}`)
    .sort(compareText);
  const fields = [
    `owns: ${union(models)}`,
    `reads: ${union([...views, ...reads])}`,
    `writes: ${union(writes)}`,
    `raw: ${raw}`,
    `system: ${union(system)}`,
    `tenants: ${tenants.length === 0 ? '{}' : `{ ${tenants.join('; ')} }`}`,
  ];
  return `${quote(component.name)}: { ${fields.join('; ')} };`;
}

/** What says whose a row is: the column, and relations that are that column. */
function tenantKeys(model: Declared, field: Field): string[] {
  const relations = model.fields.filter((one) => foreignKeyFields(one)?.includes(field.name) === true);
  return [field.name, ...relations.map(({ name }) => name).sort(compareText)];
}

function union(names: readonly string[]): string {
  return names.length === 0 ? 'never' : names.map(quote).join(' | ');
}
