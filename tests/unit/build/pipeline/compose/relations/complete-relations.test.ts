import { describe, expect, it } from '@jest/globals';
import { componentsOf, composeTexts } from '../../../../../support/compose-texts.ts';

const user = 'model User {\n  id Int @id\n}\n';

/** The composed copies of a valid pair: `users` owns, `crm` relates. */
async function compose(owner: string, author: string) {
  const composed = await composeTexts(componentsOf({ users: owner, crm: author }));
  expect(composed.problems).toEqual([]);
  return { owner: composed.text('users'), author: composed.text('crm') };
}

describe('the other side of a relation, by shape', () => {
  it('many rows with a foreign key: a list', async () => {
    const author = `model Deal {
  id      Int  @id
  userId  Int
  user    User @relation(fields: [userId], references: [id], onDelete: Cascade)
  @@index([userId])
}
`;
    expect(await compose(user, author)).toEqual({
      owner: 'model User {\n  id Int @id\n  deals Deal[] // from "crm"\n}\n',
      author,
    });
  });

  it.each(['@unique', '@id'])('one row with a foreign key that is %s: one, optional', async (attribute) => {
    const id = attribute === '@id' ? '' : '  id Int @id\n';
    const author = `model Profile {
${id}  userId Int ${attribute}
  user User @relation(fields: [userId], references: [id])
}
`;
    expect(await compose(user, author)).toEqual({
      owner: 'model User {\n  id Int @id\n  profile Profile? // from "crm"\n}\n',
      author,
    });
  });

  it.each([
    ['on the field', '@unique(where: raw("\\"gone\\" IS NULL"))', ''],
    ['on the field, named', '@unique(map: "one_live", where: { gone: null })', ''],
    ['on the model', '', '  @@unique([userId], where: raw("\\"gone\\" IS NULL"))\n'],
  ])('a foreign key that is unique among some rows only, %s: a list', async (_, onField, onModel) => {
    const author = `model Badge {
  id Int @id
  userId Int ${onField}
  gone DateTime?
  user User @relation(fields: [userId], references: [id])
${onModel}}
`;
    const { owner } = await compose(user, author);
    expect(owner).toBe('model User {\n  id Int @id\n  badges Badge[] // from "crm"\n}\n');
  });

  it('an optional relation', async () => {
    const author = `model Note {
  id Int @id
  userId Int?
  user User? @relation(fields: [userId], references: [id], onDelete: SetNull)
}
`;
    const { owner } = await compose(user, author);
    expect(owner).toBe('model User {\n  id Int @id\n  notes Note[] // from "crm"\n}\n');
  });

  it('a list: many-to-many, with and without a name', async () => {
    const plain = await compose(user, 'model Tag {\n  id Int @id\n  users User[]\n}\n');
    expect(plain.owner).toContain('\n  tags Tag[] // from "crm"\n');
    const named = await compose(
      user,
      'model Tag {\n  id Int @id\n  users User[] @relation(name: "Fans")\n}\n',
    );
    expect(named.owner).toContain('\n  tags Tag[] @relation("Fans") // from "crm"\n');
    expect(named.author).toBe('model Tag {\n  id Int @id\n  users User[] @relation(name: "Fans")\n}\n');
  });

  it('several between two models, named by nobody: names on both sides, but not of a lone many-to-many', async () => {
    const { owner, author } = await compose(
      user,
      `model Deal {
  id Int @id
  a Int
  b Int @unique
  payer User @relation(fields: [a], references: [id], map: "fk")
  referrer User @relation( fields: [b], references: [id])
  watchers User[]
  fans User[] @relation("Fans")
}
`,
    );
    expect(owner).toBe(`model User {
  id Int @id
  dealAsReferrer Deal? @relation("Deal_referrer") // from "crm"
  dealsAsFans Deal[] @relation("Fans") // from "crm"
  dealsAsPayer Deal[] @relation("Deal_payer") // from "crm"
  dealsAsWatchers Deal[] // from "crm"
}
`);
    expect(author).toBe(`model Deal {
  id Int @id
  a Int
  b Int @unique
  payer User @relation("Deal_payer", fields: [a], references: [id], map: "fk")
  referrer User @relation( "Deal_referrer", fields: [b], references: [id])
  watchers User[]
  fans User[] @relation("Fans")
}
`);
  });

  it('several lists, named by nobody, however they are written', async () => {
    const { author, owner } = await compose(
      user,
      'model Tag {\n  id Int @id\n  a User[] // ]\n  b User[] @relation\n  c User[] @relation( )\n}\n',
    );
    expect(author).toBe(
      'model Tag {\n  id Int @id\n  a User[] @relation("Tag_a") // ]\n  b User[] @relation("Tag_b")\n  c User[] @relation("Tag_c" )\n}\n',
    );
    expect(owner.match(/Tag_./g)).toEqual(['Tag_a', 'Tag_b', 'Tag_c']);
  });

  it('composite keys: a list, or one when they are unique in the same order', async () => {
    const owner = 'model Account {\n  a Int\n  b Int\n\n  @@id([a, b])\n  @@map("accounts")\n}\n';
    const { owner: composed } = await compose(
      owner,
      `model Seat {
  id Int @id
  a Int?
  b Int?
  account Account? @relation(fields: [a, b], references: [a, b])
  @@unique([b, a])
}
model Plan {
  id Int @id
  a Int
  b Int
  account Account @relation(fields: [a, b], references: [a, b])
  @@unique([a(sort: Desc), b])
}
`,
    );
    expect(composed).toBe(
      'model Account {\n  a Int\n  b Int\n\n  @@id([a, b])\n  @@map("accounts")\n  plan Plan? // from "crm"\n  seats Seat[] // from "crm"\n}\n',
    );
  });

  it('an extension with a relation to itself, and rows that join two rows of the same model', async () => {
    const { owner } = await compose(
      user,
      `model Person {
  userId Int @id
  user User @relation(fields: [userId], references: [id])
  bossId Int?
  boss Person? @relation("Boss", fields: [bossId], references: [userId])
  team Person[] @relation("Boss")
}
model Friendship {
  fromId Int
  toId Int
  from User @relation(fields: [fromId], references: [id])
  to User @relation(fields: [toId], references: [id])
  @@id([fromId, toId])
}
`,
    );
    expect(owner.match(/^ {2}\w+ (?=[FP])/gm)).toEqual([
      '  friendshipsAsFrom ',
      '  friendshipsAsTo ',
      '  person ',
    ]);
  });

  it('a model the client ignores, a view, and PostgreSQL schemas', async () => {
    const { owner } = await compose(
      user,
      `model Old {
  id Int @id
  u Int
  user User @relation(fields: [u], references: [id])
  @@ignore
  @@schema("crm")
}
view Total {
  u Int @unique
  user User @relation(fields: [u], references: [id])
  @@schema("crm")
}
`,
    );
    expect(owner).toBe(
      'model User {\n  id Int @id\n  olds Old[] @ignore // from "crm"\n  total Total? // from "crm"\n  @@schema("public")\n}\n',
    );
  });
});

describe('what stays as the authors wrote it', () => {
  it('both sides', async () => {
    const owner = 'model User {\n  id Int @id\n  mine Deal[]\n  a Bill[] @relation("A")\n}\n';
    const author = `model Deal {
  id Int @id
  u Int
  user User @relation(fields: [u], references: [id])
}
model Bill {
  id Int @id
  u Int
  v Int
  a User @relation("A", fields: [u], references: [id])
  b User @relation("B", fields: [v], references: [id])
}
`;
    expect(await compose(owner, author)).toEqual({
      owner:
        'model User {\n  id Int @id\n  mine Deal[]\n  a Bill[] @relation("A")\n  billsAsB Bill[] @relation("B") // from "crm"\n}\n',
      author,
    });
  });

  it('relations inside a component, where both sides are the same author’s', async () => {
    const { problems, ...composed } = await composeTexts(
      componentsOf({
        users: `${user}model Deal {\n  id Int @id\n  u Int\n  user User @relation(fields: [u], references: [id])\n}\n`,
      }),
    );
    expect(composed.text('users')).toContain(user);
    expect(problems).toEqual([expect.stringContaining('SCHEMA.INVALID users:7:3+')]);
  });

  it('the owner’s copy, byte for byte, when the other component is gone', async () => {
    const author =
      'model Deal {\n  id Int @id\n  u Int\n  user User @relation(fields: [u], references: [id])\n}\n';
    const alone = await composeTexts(componentsOf({ users: user }));
    const both = await composeTexts(componentsOf({ users: user, crm: author }));
    const again = await composeTexts(componentsOf({ users: user }));
    expect(both.text('users')).not.toBe(alone.text('users'));
    expect(again.plan.schemaFiles.map(({ text }) => text)).toEqual(
      alone.plan.schemaFiles.map(({ text }) => text),
    );
  });
});

describe('names of opposite fields', () => {
  async function ownerWith(fields: string, ...models: string[]) {
    const { owner } = await compose(`model User {\n  id Int @id\n${fields}}\n`, models.join('\n'));
    return [...owner.matchAll(/^ {2}(\w+) .*from "crm"$/gm)].map(([, name]) => name);
  }
  const relating = (model: string, above = '') =>
    `model ${model} {\n  id Int @id\n  u Int\n${above}  user User @relation(fields: [u], references: [id])\n}\n`;

  it.each([
    ['CrmCompany', 'crmCompanies'],
    ['CRMDeal', 'crmDeals'],
    ['crm_deal', 'crmDeals'],
    ['Person', 'people'],
    ['Address', 'addresses'],
    ['Series', 'series'],
    ['X', 'xes'],
  ])('%s: %s', async (model, expected) => {
    expect(await ownerWith('', relating(model))).toEqual([expected]);
  });

  it('make way for fields of the owner and for each other', async () => {
    expect(await ownerWith('  deals Int\n', relating('Deal'))).toEqual(['dealsAsUser']);
    expect(await ownerWith('  deals Int\n  dealsAsUser Int\n', relating('Deal'))).toEqual(['dealsAsUser2']);
    expect(await ownerWith('', relating('crm_deal'), relating('CrmDeal'))).toEqual([
      'crmDeals',
      'crmDealsAsUser',
    ]);
  });

  it('are chosen by the author, above the field or behind it', async () => {
    expect(
      await ownerWith('', relating('Deal', '  /// Who pays.\n  /// @opposite bought\n  // really\n')),
    ).toEqual(['bought']);
    const behind = relating('Deal').replace('[id])', '[id]) /// @opposite bought');
    expect(await ownerWith('', behind, relating('Bought'))).toEqual(['bought', 'boughts']);
    expect(await ownerWith('', relating('Deal', '  /// @opposite bills\n'), relating('Bill'))).toEqual([
      'bills',
      'billsAsUser',
    ]);
    expect(await ownerWith('', relating('Deal', '  // @opposite no\n  /// @opposites no\n'))).toEqual([
      'deals',
    ]);
  });
});

describe('Prisma’s complaints about generated lines', () => {
  it('are at the field of the author who caused them', async () => {
    const { problems } = await composeTexts(
      componentsOf({
        users: user,
        crm: 'model Tag {\n  a Int\n  b Int\n  users User[]\n  @@id([a, b])\n}\n',
      }),
    );
    expect(problems).toEqual([expect.stringContaining('SCHEMA.INVALID crm:4:3+5 ')]);
  });

  it.each([
    ['a model nobody has', 'user Userr @relation(fields: [u], references: [id])'],
    ['a key that is not there', 'user User @relation(fields: [u], references: [nope])'],
    ['a field that is not there', 'user User @relation(fields: [nope], references: [id])'],
    ['no foreign key on this side', 'user User?'],
    ['a list with a foreign key', 'user User[] @relation(fields: [u], references: [id])'],
  ])('%s: once, in the author’s file', async (_, field) => {
    const { problems } = await composeTexts(
      componentsOf({ users: user, crm: `model Deal {\n  id Int @id\n  u Int\n  ${field}\n}\n` }),
    );
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem).toMatch(/^SCHEMA\.INVALID crm:4:/);
  });
});

describe('the tables of one-sided many-to-many relations', () => {
  it('clash with models like all others', async () => {
    const { problems } = await composeTexts(
      componentsOf({
        users: `${user}model Link {\n  id Int @id\n  @@map("_TagToUser")\n}\n`,
        crm: 'model Tag {\n  id Int @id\n  users User[]\n}\n',
      }),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^SCHEMA\.DUPLICATE_TABLE crm:3:3\+5 Table "_TagToUser"/),
    ]);
  });
});
