import { type ScannedComponent } from '../../model/scanned-component.ts';
import { quote } from '../../prisma-language/quote.ts';
import { type ComponentAccess, namesOf } from './component-access.ts';

/** Lines that tell the type of `PrismaService<'crm'>` what the client of the component "crm" reaches. */
export function composeAccessTypes(
  known: readonly { readonly component: ScannedComponent; readonly access: ComponentAccess }[],
): string[] {
  return [
    'declare global {',
    "  /** What each component's `PrismaService` reaches. */",
    '  interface TesseraComponents {',
    ...known.map(({ component, access: { views, reads, writes, raw, system } }) => {
      const fields = [
        `owns: ${union(namesOf(component).models)}`,
        `reads: ${union([...views, ...reads])}`,
        `writes: ${union(writes)}`,
        `raw: ${raw}`,
        `system: ${union(system)}`,
      ];
      return `    ${quote(component.name)}: { ${fields.join('; ')} };`;
    }),
    '  }',
    '}',
  ];
}

function union(names: readonly string[]): string {
  return names.length === 0 ? 'never' : names.map(quote).join(' | ');
}
