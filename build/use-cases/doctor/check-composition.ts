import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type TenantTable } from '../migrate/tenants/tenant-table.ts';
import { type Finding } from './finding.ts';

/** What composing would say and do; the shells run the pipeline and hand this over. */
export interface Composition {
  readonly components: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Composed files or the client are older than the components. */
  readonly isOutOfDate: boolean;
  /** Extensions of PostgreSQL the project needs. */
  readonly extensions: readonly string[];
  /** Tables of tenant models. */
  readonly tenants: readonly TenantTable[];
}

export function compositionFindings({
  components,
  diagnostics,
  isOutOfDate,
}: Omit<Composition, 'extensions' | 'tenants'>): Finding[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const mend = 'npx tessera compose';
  const check = 'components';
  const found = `${components} ${components === 1 ? 'component' : 'components'}`;
  const counts = `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
  if (errors > 0) return [{ check, status: 'error', message: `${found}: ${counts}.`, mend }];
  if (warnings > 0) return [{ check, status: 'warning', message: `${found}: ${counts}.`, mend }];
  if (isOutOfDate) {
    return [{ check, status: 'warning', message: `${found}; what was composed is out of date.`, mend }];
  }
  return [{ check, status: 'ok', message: `${found}, composed` }];
}
