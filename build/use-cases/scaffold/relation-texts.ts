import { lowerFirst, toKebab } from './component-words.ts';
import { type RelationTarget } from './relation-target.ts';

const ownFields = ['id', 'name', 'createdAt', 'updatedAt'];

/** What a relation puts into the templates; all empty but the fields without one. */
export function relationTexts(target: RelationTarget | undefined): Readonly<Record<string, string>> {
  const field = target && fieldName(target.model);
  const rows = [
    ['id', 'String', '@id @default(uuid())'],
    ['name', 'String', ''],
    ...(target && field
      ? [
          [`${field}Id`, `${target.type}?`, target.nativeType.trim()],
          [field, `${target.model}?`, `@relation(fields: [${field}Id], references: [${target.id}])`],
        ]
      : []),
    ['createdAt', 'DateTime', '@default(now()) @db.Timestamptz(3)'],
    ['updatedAt', 'DateTime', '@updatedAt @db.Timestamptz(3)'],
  ];
  const schemaFields = inColumns(rows);
  if (!target || !field) {
    return {
      schemaFields,
      requires: '',
      relationIndex: '',
      relationInput: '',
      relationView: '',
      relationTest: '',
    };
  }
  const schema =
    target.type === 'Int' ? 'z.int()' : target.isUuid ? 'z.uuid()' : 'z.string().min(1).max(200)';
  const nobody = target.type === 'Int' ? '2_147_483_647' : target.isUuid ? 'unknown' : `'nobody'`;
  return {
    schemaFields,
    requires: `,\n  "requires": { ${JSON.stringify(target.component)}: ${JSON.stringify(target.range)} }`,
    relationIndex: `\n  @@index([${field}Id])`,
    relationInput: `\n  ${field}Id: ${schema}.optional(),`,
    relationView: `\n  ${field}Id: ${target.type === 'Int' ? 'z.int()' : target.isUuid ? 'z.uuid()' : 'z.string()'}.nullable(),`,
    relationTest: `  it('refuses a ${toKebab(target.model).replaceAll('-', ' ')} that does not exist with 409', async () => {
    const body = { name: 'orphan', ${field}Id: ${nobody} };

    expect(await http.post(path, body)).toMatchObject({ status: 409 });
    expect(await names('q=orphan')).toEqual([]);
  });

`,
  };
}

function fieldName(model: string): string {
  const name = lowerFirst(model);
  return ownFields.includes(name) || ownFields.includes(`${name}Id`) ? `related${model}` : name;
}

/** As `prisma format` aligns them. */
function inColumns(rows: readonly (readonly string[])[]): string {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const [first, second] = [width(0), width(1)];
  return rows
    .map(([name = '', type = '', attributes = '']) =>
      `  ${name.padEnd(first)} ${type.padEnd(second)} ${attributes}`.trimEnd(),
    )
    .join('\n');
}
