import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { quote } from '../../prisma-language/quote.ts';
import { type ComponentAccess, namesOf } from './component-access.ts';

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

export function accessType(
  component: DiscoveredComponent,
  { views, reads, writes, raw, system }: ComponentAccess,
): string {
  const fields = [
    `owns: ${union(namesOf(component).models)}`,
    `reads: ${union([...views, ...reads])}`,
    `writes: ${union(writes)}`,
    `raw: ${raw}`,
    `system: ${union(system)}`,
  ];
  return `${quote(component.name)}: { ${fields.join('; ')} };`;
}

function union(names: readonly string[]): string {
  return names.length === 0 ? 'never' : names.map(quote).join(' | ');
}
