import fc from 'fast-check';

/** Schemas Prisma accepts, with the oddities of real ones: comments anywhere, strings with braces, tabs. */
export function schemaText(): fc.Arbitrary<string> {
  const names = fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{1,6}[0-9]{2}$/), {
    minLength: 1,
    maxLength: 6,
  });
  return fc
    .tuple(
      names,
      fc.array(fc.tuple(fc.boolean(), fc.array(fieldLine, { maxLength: 5 }), noise), { minLength: 6 }),
    )
    .map(([unique, parts]) =>
      unique
        .map((name, index) => {
          const [isEnum = false, fields = [], comment = ''] = parts[index] ?? [];
          if (isEnum) return `${comment}enum ${name} {\n  A\n${comment}  B // }\n}\n`;
          const lines = fields.map((field, position) => `\tf${position} ${field}\n${comment}`);
          return `${comment}model ${name} {\n  id Int @id\n${lines.join('')}}\n`;
        })
        .join('\n'),
    );
}

const noise = fc.constantFrom(
  '',
  '// model Ghost {\n',
  '/// enum "Ghost" {\n',
  '// } a closing brace\n',
  '\n\n',
  '/* model Ghost {\n}\n*/\n',
);

const fieldLine = fc.constantFrom(
  'Int',
  'String?   // model X {',
  'String @default("} { // \\" model Ghost {")',
  'DateTime @default(now())',
  'Json @default("{\\"model\\": {}}")',
  'String[]',
  'Unsupported("tsvector")?',
  'Decimal @db.Decimal(10, 2)',
);
