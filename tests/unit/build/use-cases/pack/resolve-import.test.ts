import { describe, expect, it } from '@jest/globals';
import { resolveImport } from '../../../../../build/use-cases/pack/resolve-import.ts';

const place = {
  componentsDir: 'src/components',
  generatedDir: 'src/generated',
  home: 'src/components/crm',
  file: 'src/components/crm/deals/deals.service.ts',
};

describe('resolveImport', () => {
  it.each([
    ['./deal.ts', 'own ./deal.js'],
    ['../crm.types.ts', 'own ../crm.types.js'],
    ['@/components/crm/index.ts', 'own ../index.js'],
    ['./deal.json', 'own ./deal.json'],
    ['@/database', 'door nestjs-tessera/database'],
    ['@/platform/index.ts', 'door nestjs-tessera/platform'],
    ['../../../database/index.ts', 'door nestjs-tessera/database'],
    ['@/generated/prisma/client.ts', 'door nestjs-tessera/client'],
    ['@prisma/client', 'door nestjs-tessera/client'],
    ['@prisma/client/runtime/client', 'package @prisma/client/runtime/client'],
    ['../../tenancy/index.ts', 'component nestjs-tessera/components/tenancy'],
    ['@/components/tenancy', 'component nestjs-tessera/components/tenancy'],
    ['../../tenancy/tenant.service.ts', 'unreachable ../../tenancy/tenant.service.ts'],
    ['@/platform/logging/logger.ts', 'unreachable @/platform/logging/logger.ts'],
    ['tessera/platform', 'door nestjs-tessera/platform'],
    ['tessera/other', 'package tessera/other'],
    ['node:fs', 'builtin node:fs'],
    ['@nestjs/common', 'package @nestjs/common'],
    ['lodash/fp', 'package lodash/fp'],
  ])('%s: %s', (specifier, expected) => {
    const { kind, specifier: packed } = resolveImport(specifier, place);
    expect(`${kind} ${packed}`).toBe(expected);
  });
});
