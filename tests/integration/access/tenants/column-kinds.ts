/** A type of the column that says whose a row is. */
export interface Kind {
  readonly field: string;
  readonly sql: string;
  readonly tenants: readonly [string, string];
  /** What the column has of them. */
  readonly values: readonly [unknown, unknown];
  /** Ids of tenants that the column cannot have. */
  readonly misfits: readonly string[];
}
/** Ids that no number can be, or that say one in a second way. */
const numbers = ['acme', '007', '1-2', '-0', '1e3', '99999999999999999999'];
const [one, two] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'] as const;
export const kinds: Readonly<Record<string, Kind>> = {
  Int: {
    field: 'Int',
    sql: 'INTEGER',
    tenants: ['7', '-8'],
    values: [7, -8],
    misfits: [...numbers, '2147483648'],
  },
  Small: {
    field: 'Int',
    sql: 'SMALLINT',
    tenants: ['7', '8'],
    values: [7, 8],
    misfits: [...numbers, '32768'],
  },
  // Neighbours that a JavaScript number cannot tell apart.
  Big: {
    field: 'BigInt',
    sql: 'BIGINT',
    tenants: ['9007199254740993', '9007199254740992'],
    values: [9007199254740993n, 9007199254740992n],
    misfits: [...numbers, '9223372036854775808'],
  },
  Uuid: {
    field: 'String',
    sql: 'UUID',
    tenants: [one, two],
    values: [one, two],
    misfits: ['acme', '7', one.toUpperCase(), one.replaceAll('-', '')],
  },
  Short: {
    field: 'String',
    sql: 'VARCHAR(8)',
    tenants: ['acme', 'globex'],
    values: ['acme', 'globex'],
    misfits: ['ninechars'],
  },
};
const native: Readonly<Record<string, string>> = {
  SMALLINT: ' @db.SmallInt',
  UUID: ' @db.Uuid',
  'VARCHAR(8)': ' @db.VarChar(8)',
};

/** A model that is called otherwise in the database, and one with a key of tenant and number, that refers to it. */
export function modelsOf(name: string, { field, sql }: Kind): string {
  return `/// @tenant
model ${name}Thing {
  id       Int           @id
  tenantId ${field}      @map("tenant_no")${native[sql] ?? ''}
  name     String        @default("")
  parts    ${name}Part[]
  @@unique([tenantId, name])
  @@map("${name.toLowerCase()}_things")
}

/// @tenant(owner)
model ${name}Part {
  owner   ${field}${native[sql] ?? ''}
  no      Int
  note    String       @default("")
  thingId Int?
  thing   ${name}Thing? @relation(fields: [thingId], references: [id])
  @@id([owner, no], name: "key")
}
`;
}

export function tablesOf(name: string, { sql }: Kind): string {
  const table = `${name.toLowerCase()}_things`;
  return `CREATE TABLE "${table}" ("id" INTEGER NOT NULL, "tenant_no" ${sql} NOT NULL, "name" TEXT NOT NULL DEFAULT '', CONSTRAINT "${table}_pkey" PRIMARY KEY ("id"));
CREATE TABLE "${name}Part" ("owner" ${sql} NOT NULL, "no" INTEGER NOT NULL, "note" TEXT NOT NULL DEFAULT '', "thingId" INTEGER, CONSTRAINT "${name}Part_pkey" PRIMARY KEY ("owner","no"));
CREATE UNIQUE INDEX "${table}_tenant_no_name_key" ON "${table}"("tenant_no", "name");
ALTER TABLE "${name}Part" ADD CONSTRAINT "${name}Part_thingId_fkey" FOREIGN KEY ("thingId") REFERENCES "${table}"("id") ON DELETE SET NULL ON UPDATE CASCADE;
`;
}
