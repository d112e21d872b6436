import fc from 'fast-check';

const long = 'x'.repeat(40);

/** Names that clash with each other in one way or another. */
const blockName = fc.constantFrom(
  ...[
    'Deal',
    'deal',
    'DealUnchecked',
    'DealScalar',
    'Deals',
    'Deal_at',
    'Bill',
    'Promise',
    'Int',
    `A${long}`,
    `B${long}`,
  ],
  ...['Person', 'Note', 'Tag', 'Owner', 'Visit', 'Room', 'Street', 'Town'],
);
const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('at Int @unique', 'to Int', '@@index([id])', '@@map("Deal")') },
  fc.constantFrom(
    '@@map("Deal_at_key")',
    '@@index([id], map: "Bill_pkey")',
    '@@schema("other")',
    '@@map("_DealToNote")',
    'at_id Int @unique',
    '@@unique([at, id])',
    '@@unique([id])',
  ),
  fc.constantFrom(`${long}${long} Int`, `n Int @map("${long}${long}")`, '/// @opposite chosen'),
  blockName.map((name) => `of${name} ${name}[]`),
  blockName.map((name) => `in${name} ${name}[] @relation("Shared")`),
  blockName.map((name) => `by${name} ${name} @relation(fields: [to], references: [id])`),
);
const block = fc
  .tuple(
    fc.constantFrom('model', 'model', 'model', 'view', 'enum', 'type'),
    blockName,
    fc.array(line, { maxLength: 3 }),
  )
  .map(([kind, name, lines]) =>
    kind === 'enum'
      ? `enum ${name} {\n  A\n}\n`
      : `${kind} ${name} {\n  id Int @id\n  ${lines.join('\n  ')}\n}\n`,
  );
/** Schemas by component, with names that clash more often than not. */
export const clashingSchemas = fc
  .array(fc.array(block, { maxLength: 3 }), { minLength: 1, maxLength: 4 })
  .map((files) => Object.fromEntries(files.map((blocks, index) => [`c${index}`, blocks.join('\n')])));
