import { describe, expect, it } from '@jest/globals';
import { tenantModels } from '../../../../../src/database/tenants/tenant-models.ts';

/** As a generated client has it: a schema, and the fields of each model with the relations between them. */
function client(schema: string): object {
  const models = Object.fromEntries(
    [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, model = '', body = '']) => {
      const fields = body.split('\n').flatMap((line) => {
        const [, name, type = ''] = /^ +(\w+) +(\w+)/.exec(line) ?? [];
        const relationName = /"(\w+)"/.exec(line)?.[1];
        if (name === undefined || line.trim().startsWith('//')) return [];
        return [{ name, type, kind: relationName === undefined ? 'scalar' : 'object', relationName }];
      });
      return [model, { fields }];
    }),
  );
  return { _runtimeDataModel: { models }, _engineConfig: { inlineSchema: schema } };
}

const marked = (...models: string[]) => ({
  tenants: Object.fromEntries(models.map((model) => [model, 'tenantId'])),
});

describe('tenantModels', () => {
  const schema = `
model Apple {
  id       String @id
  tenantId String
  treeId   String
  tree     Tree   @relation("grown", fields: [treeId], references: [id])
}

model Tree {
  tenantId String
  id       String
  /// @secret
  place    String
  bestId   String?
  best     Fruit?  @relation("best", fields: [bestId], references: [id])
  apples   Apple[] @relation("grown")
  owner    Person  @relation("owned", fields: [ownerId], references: [id])
  ownerId  String
  fruits   Fruit[] @relation("borne")

  @@id([tenantId, id])
}

model Fruit {
  id       String  @id
  tenantId String
  treeId   String
  tree     Tree    @relation("borne", fields: [treeId], references: [id])
  bestOf   Tree[]  @relation("best")
  fromId   String?
  from     Fruit?  @relation("seed", fields: [fromId], references: [id])
  seeds    Fruit[] @relation("seed")
}

model Person {
  id    String @id
  trees Tree[] @relation("owned")
}
`;
  const { inOrder } = tenantModels(client(schema), [
    { name: 'fruits', access: marked('Apple', 'Fruit') },
    { name: 'trees', access: marked('Tree') },
    { name: 'people', access: marked() },
  ]);
  const find = (name: string) => inOrder.find(({ model }) => model === name);

  it('are those that are marked, of all components, what is referred to first where that is possible', () => {
    expect(inOrder.map(({ component, model }) => `${component}.${model}`)).toEqual([
      'trees.Tree',
      'fruits.Apple',
      'fruits.Fruit',
    ]);
  });

  it('have their key, their columns without relations, and the secret ones apart', () => {
    expect(find('Tree')).toMatchObject({
      accessor: 'tree',
      key: { name: 'tenantId_id', fields: ['tenantId', 'id'] },
      columns: ['tenantId', 'id', 'bestId', 'ownerId'],
      secrets: ['place'],
    });
  });

  it('know the columns to be emptied first where rows refer to each other', () => {
    // A fruit has to have its tree, a tree may be without its best fruit.
    expect(find('Tree')?.loops).toEqual(['bestId']);
    expect(find('Fruit')?.loops).toEqual(['fromId']);
    expect(find('Apple')?.loops).toEqual([]);
  });

  it('are none where none is marked', () => {
    expect(tenantModels(client(schema), [{ name: 'people', access: marked() }]).inOrder).toEqual([]);
  });
});
