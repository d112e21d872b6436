import { beforeAll, describe, expect, it } from '@jest/globals';
import { findOwners, type OwnedObject, type Owners } from '../../../../../build/use-cases/migrate/owners.ts';
import { componentsOf, composeTexts } from '../../../../support/compose-texts.ts';

const users = `model User {
  id    Int    @id @default(autoincrement())
  email String @unique @map("mail")
  role  Role
  tags  Tag[]
  @@map("users")
}
enum Role { ADMIN }
model Tag {
  id    Int @id
  users User[]
}
`;
const crm = `model Deal {
  id      Int  @id
  ownerId Int
  owner   User @relation(fields: [ownerId], references: [id], map: "deal_owner")
  place   Unsupported("vector(3)")?
  @@index([ownerId])
}
`;

describe('findOwners', () => {
  let owners: Owners;
  beforeAll(async () => {
    const location = { file: 'src/components/crm/component.json', line: 2, column: 18 };
    const extensions = [{ name: 'unaccent', location }];
    const components = componentsOf({ users, crm }).map((one) =>
      one.name === 'crm' ? { ...one, extensions } : one,
    );
    const { plan } = await composeTexts(components);
    const old = {
      state: 'retired' as const,
      version: '2.0.0',
      hash: '',
      tables: ['old'],
      enums: ['OldKind'],
    };
    owners = findOwners(plan, new Map([['archive', old]]), { defaultSchema: 'public' });
  });

  it.each<[what: string, object: OwnedObject, owner: string | undefined]>([
    ['a mapped table', { kind: 'table', name: 'users' }, 'users User 1:7'],
    ['a table with its schema', { kind: 'table', schema: 'public', name: 'users' }, 'users User 1:7'],
    ['a column', { kind: 'table', name: 'users', column: 'mail' }, 'users User 3:3'],
    ['a column that is gone', { kind: 'table', name: 'users', column: 'old' }, 'users User 1:7'],
    ['an enum', { kind: 'type', name: 'Role' }, 'users Role 8:6'],
    ['a unique index', { kind: 'index', name: 'users_mail_key' }, 'users User 3:16'],
    ['an index', { kind: 'index', name: 'Deal_ownerId_idx', table: 'Deal' }, 'crm Deal 6:3'],
    ['an index nobody declared', { kind: 'index', name: 'by_hand', table: 'Deal' }, 'crm Deal 1:7'],
    ['a foreign key', { kind: 'constraint', name: 'deal_owner', table: 'Deal' }, 'crm Deal 4:69'],
    ['a sequence', { kind: 'sequence', name: 'users_id_seq' }, 'users User 2:3'],
    ['the table of a many-to-many relation', { kind: 'table', name: '_TagToUser' }, 'users Tag 11:3'],
    ['an extension', { kind: 'extension', name: 'vector' }, 'crm - 1:1'],
    ['an extension of a component.json', { kind: 'extension', name: 'unaccent' }, 'crm - 2:18'],
    ['an extension no schema needs', { kind: 'extension', name: 'postgis' }, undefined],
    ['a table of another schema', { kind: 'table', schema: 'audit', name: 'users' }, undefined],
    ['a table only the lock knows', { kind: 'table', name: 'old' }, 'archive - -'],
    ['an enum only the lock knows', { kind: 'type', name: 'OldKind' }, 'archive - -'],
    ['a table nobody knows', { kind: 'table', name: 'nobody' }, undefined],
  ])('finds the owner of %s', (_, object, expected) => {
    const owner = owners.of(object);
    const place = owner?.location ? `${owner.location.line}:${owner.location.column}` : '-';
    expect(owner && `${owner.component} ${owner.model ?? '-'} ${place}`).toBe(expected);
  });
});
