import fc from 'fast-check';

/** The authors' files of a project by path, relative to it. */
export type ProjectText = Readonly<Record<string, string>>;

const names = ['billing', 'crm', 'crm-notes', 'users', 'zoo'];
const fieldTypes = ['Int', 'String?', 'DateTime @default(now())', 'Json', 'String[]', 'Decimal', 'Bytes?'];

interface Drawn {
  readonly name: string;
  readonly fields: readonly string[];
  readonly relation: string;
  readonly requires: boolean;
  readonly hasModule: boolean;
  readonly extra: string;
}

/** A project of up to five components that relate to each other, mostly in ways that are allowed. */
export function projectText(): fc.Arbitrary<ProjectText> {
  const component = fc.record({
    name: fc.constantFrom(...names),
    fields: fc.array(fc.constantFrom(...fieldTypes), { maxLength: 3 }),
    relation: fc.constantFrom('', ...names),
    requires: fc.constantFrom(true, true, true, false),
    hasModule: fc.boolean(),
    extra: fc.constantFrom('', '', '', '', '@@map("same")', '@@schema("other")', 'kind Kind', 'no Nothing'),
  });
  return fc
    .uniqueArray(component, { selector: ({ name }) => name, minLength: 1, maxLength: 5 })
    .map((components) => {
      const there = components.map(({ name }) => name);
      return Object.fromEntries(
        components.flatMap((one) => {
          // Now and then a component that is not there, or a circle.
          const isSound = there.includes(one.relation) && one.relation < one.name;
          const relation = isSound || one.extra === 'no Nothing' ? one.relation : '';
          return Object.entries(filesOf({ ...one, relation }));
        }),
      );
    });
}

function filesOf(drawn: Drawn): ProjectText {
  const { name, relation, requires, hasModule } = drawn;
  const folder = `src/components/${name}`;
  const model = modelOf(name);
  const manifest = requires && relation !== '' ? { requires: { [relation]: '*' } } : { version: '1.0.0' };
  return {
    [`${folder}/prisma/schema.prisma`]: schemaOf(drawn),
    ...(name === 'zoo' ? { [`${folder}/prisma/kinds.prisma`]: 'enum Kind {\n  A\n  B\n}\n' } : {}),
    [`${folder}/component.json`]: `${JSON.stringify(manifest, null, 2)}\n`,
    ...(hasModule
      ? {
          [`${folder}/${name}.module.ts`]: `import { Module } from '@nestjs/common';\n\n@Module({})\nexport class ${model}Module {}\n`,
        }
      : {}),
  };
}

function schemaOf({ name, fields, relation, extra }: Drawn): string {
  const lines = [
    'id Int @id',
    ...fields.map((type, index) => `f${index} ${type}`),
    ...(relation === ''
      ? []
      : [
          `other ${modelOf(relation)} @relation("${name}", fields: [otherId], references: [id])`,
          'otherId Int',
        ]),
    ...(extra === '' ? [] : [extra]),
  ];
  return `// ${name} – Größe\nmodel ${modelOf(name)} {\n  ${lines.join('\n  ')}\n}\n`;
}

function modelOf(name: string): string {
  return name
    .split('-')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');
}

/** What a slip of the hand, a merge or a broken disk does to a text. */
export interface Damage {
  readonly file: number;
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const scraps = [
  '',
  '}',
  '{',
  '"',
  '@@',
  '@@map("',
  'model X {\n',
  '\u0000',
  'é',
  '\u2028',
  '///',
  '/*',
  '\\',
  '😀',
];

export function damages(): fc.Arbitrary<readonly Damage[]> {
  const one = fc.record({
    file: fc.nat(20),
    at: fc.nat(600),
    remove: fc.constantFrom(0, 0, 1, 5, 60),
    insert: fc.oneof(
      fc.constantFrom(...scraps, '<<<<<<< ours\n', 'generator g {}\n'),
      fc.string({ maxLength: 4 }),
    ),
  });
  return fc.oneof(fc.constant([]), fc.array(one, { minLength: 1, maxLength: 4 }));
}

export function damaged(project: ProjectText, all: readonly Damage[]): ProjectText {
  const files = Object.entries(project);
  for (const { file, at, remove, insert } of all) {
    const target = files[file % files.length];
    if (!target) continue;
    const offset = at % (target[1].length + 1);
    target[1] = `${target[1].slice(0, offset)}${insert}${target[1].slice(offset + remove)}`;
  }
  return Object.fromEntries(files);
}
