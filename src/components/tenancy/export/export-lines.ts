import { createHash } from 'node:crypto';
import { type TenantModel } from '@/database';
import { type Tenant } from '@/generated/prisma/client.ts';
import { readRows } from '../data/tenant-rows.ts';
import { toJson } from './to-json.ts';

/**
 * Everything that a tenant has, as lines of JSON: first what follows, then the rows of one model after the other, what is
 * referred to before what refers to it, at last how many there were and the SHA-256 of all lines before. Without that last
 * line it is not all of it.
 *
 * @param client of `asSystem` for that tenant
 */
export async function* exportLines(
  client: object,
  { id, slug, name }: Pick<Tenant, 'id' | 'slug' | 'name'>,
  models: readonly TenantModel[],
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const line = (value: string): string => {
    hash.update(`${value}\n`);
    return `${value}\n`;
  };
  const described = models.map(({ component, model, columns, secrets }) => ({
    component,
    model,
    columns,
    leftOut: secrets,
  }));
  yield line(JSON.stringify({ kind: 'tenant', version: 1, tenant: { id, slug, name }, models: described }));
  const rows: Record<string, number> = {};
  for (const model of models) {
    rows[model.model] = 0;
    for await (const row of readRows(client, model)) {
      rows[model.model] = (rows[model.model] ?? 0) + 1;
      yield line(`{"kind":"row","model":${JSON.stringify(model.model)},"row":${toJson(row)}}`);
    }
  }
  yield `${JSON.stringify({ kind: 'end', rows, sha256: hash.digest('hex') })}\n`;
}
