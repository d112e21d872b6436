import { describe, expect, it } from '@jest/globals';
import { componentOf, planOf } from '../../../../support/plan-of.ts';

const file = 'src/components/notes/prisma/schema.prisma';

function planFor(text: string) {
  return planOf([componentOf('notes', [{ file, text }])]);
}

function problems(text: string): string[] {
  return planFor(text).diagnostics.map(
    ({ code, location }) => `${code} ${String(location?.line)}:${String(location?.column)}`,
  );
}

const model = (field: string) => `model Note {\n  id Int @id\n  ${field}\n}\n`;

describe('/// @tenant', () => {
  it('is in the registry with its field, and stays in the composed schema', () => {
    const text = `/// @tenant(ownerId)
/// A line.
model Note {
  id      Int    @id
  ownerId String @db.Uuid
}

///@tenant
model Card {
  id       Int @id
  tenantId Int
}
`;
    const { diagnostics, registryFiles, schemaFiles } = planFor(text);

    expect(diagnostics).toEqual([]);
    expect(registryFiles.at(-1)?.text).toContain('tenants: { "Card": "tenantId", "Note": "ownerId" }');
    expect(schemaFiles.find(({ path }) => path.endsWith('/notes.prisma'))?.text).toContain(text);
  });

  it('is in the type of the client, with the relations that are its column', () => {
    const text = `model Owner {
  id    String @id
  notes Note[]
  pages Page[]
}

/// @tenant
model Note {
  id       String
  tenantId String
  tenant   Owner  @relation(fields: [tenantId], references: [id])
  pages    Page[]

  @@id([tenantId, id])
}

/// @tenant
model Page {
  id       Int    @id
  tenantId String
  noteId   String
  owner    Owner  @relation(fields: [tenantId], references: [id])
  note     Note   @relation(fields: [tenantId, noteId], references: [tenantId, id])
}
`;
    const { diagnostics, registryFiles } = planFor(text);
    expect(diagnostics).toEqual([]);
    expect(registryFiles.at(-1)?.text).toContain(
      'tenants: { "Note": "tenantId" | "tenant"; "Page": "tenantId" | "note" | "owner" } };',
    );
  });

  it('is nothing to a component that has none', () => {
    expect(planFor(model('at DateTime')).registryFiles.at(-1)?.text).toContain('tenants: {}');
  });

  it.each([
    ['/// @tenant is the word', 'tenantId String', ['SCHEMA.TENANT_MARK 1:5']],
    ['/// @tenants', 'tenantId String', ['SCHEMA.TENANT_MARK 1:5']],
    ['/// @ tenant', 'tenantId String', ['SCHEMA.TENANT_MARK 1:5']],
    ['/* @tenant */', 'tenantId String', ['SCHEMA.TENANT_MARK 1:4']],
    ['//// @tenant', 'tenantId String', ['SCHEMA.TENANT_MARK 1:6']],
    ['/// @tenant()', 'tenantId String', ['SCHEMA.TENANT_MARK 1:5']],
    ['/// @tenantId', 'tenantId String', []],
    ['/// The @tenant of a row is its owner.', 'tenantId String', []],
    ['/// @tenant', 'tenantId String @ignore', ['SCHEMA.TENANT_FIELD 1:5']],
    ['/// @tenant', 'tenantId BigInt', []],
    ['/// @tenant', 'tenantId Decimal', ['SCHEMA.TENANT_FIELD 1:5']],
    ['/// @tenant', 'tenantId String // @tenant', ['SCHEMA.TENANT_MARK 4:22']],
    ['/// @tenant', 'tenantId String @db.VarChar(20)', []],
  ])('%s above "%s"', (mark, field, expected) => {
    expect(problems(`${mark}\n${model(field)}`)).toEqual(expected);
  });

  it('is read where lines end with a carriage return', () => {
    const text = `/// @tenant\n${model('tenantId String')}`.replaceAll('\n', '\r\n');
    expect(problems(text)).toEqual([]);
    expect(planFor(text).registryFiles.at(-1)?.text).toContain('tenants: { "Note": "tenantId" }');
  });
});
