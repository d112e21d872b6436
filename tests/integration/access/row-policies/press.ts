import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { Controller, Delete, Get, Inject, Module, Param, Post } from '@nestjs/common';
import { type DemoPost } from '../../../../src/generated/prisma/client.ts';
import { PrismaService, RootClient } from '../../../../src/database/index.ts';
import { useTestDatabase } from '../../../../src/database/test-utils/index.ts';
import { definePolicy, type Principal, Public, runAs } from '../../../../src/platform/index.ts';
import { bootApp } from '../../../../src/platform/test-utils/boot-app.ts';
import { HttpClient } from '../../../../src/platform/test-utils/index.ts';
import { TestPrincipals } from '../../../../src/platform/test-utils/test-principals.ts';

declare global {
  interface TesseraPermissions {
    'press:posts.read': true;
    'press:posts.read-own': true;
    'press:posts.read-published': true;
    'press:posts.write-own': true;
    'press:posts.write': true;
    'press:posts.read-broken': true;
    'press:posts.write-related': true;
    'press:users.all': true;
    'press:users.read-own': true;
  }
}

export const policy = definePolicy({
  model: 'DemoPost',
  rules: [
    { permission: 'press:posts.read', to: 'read' },
    { permission: 'press:posts.read-own', to: 'read', where: ({ id }) => ({ authorId: id }) },
    { permission: 'press:posts.read-published', to: 'read', where: () => ({ status: 'PUBLISHED' }) },
    {
      permission: 'press:posts.read-broken',
      to: 'read',
      where: ({ tenantId }) => (tenantId === undefined ? { AND: [] } : { authorId: tenantId }),
    },
    { permission: 'press:posts.write', to: 'write' },
    { permission: 'press:posts.write-related', to: 'write', where: ({ id }) => ({ author: { id } }) },
    { permission: 'press:posts.write-own', to: 'write', where: ({ id }) => ({ authorId: id }) },
  ],
});

const userPolicy = definePolicy({
  model: 'DemoUser',
  rules: [
    { permission: 'press:users.all', to: 'read' },
    { permission: 'press:users.all', to: 'write' },
    { permission: 'press:users.read-own', to: 'read', where: ({ id }) => ({ id }) },
  ],
});

@Public()
@Controller('press')
class PressController {
  constructor(@Inject(PrismaService) readonly prisma: PrismaService) {}

  @Get()
  list() {
    return this.prisma.demoPost.findMany({ orderBy: { id: 'asc' } });
  }

  @Get(':id')
  one(@Param('id') id: string) {
    return this.prisma.demoPost.findUniqueOrThrow({ where: { id } });
  }

  @Delete(':id')
  remove(@Param('id') id: string) {
    return this.prisma.demoPost.delete({ where: { id } });
  }

  @Post(':author')
  create(@Param('author') authorId: string) {
    return this.prisma.demoPost.create({ data: { title: 'New', authorId } });
  }
}

@Module({ controllers: [PressController], providers: [policy, userPolicy] })
class PressModule {}

export const component = {
  name: 'press',
  version: '1.0.0',
  path: 'src/components/press',
  requires: [],
  optional: false,
  models: ['DemoUser', 'DemoPost'],
  access: { views: [], reads: [], writes: [], links: [], tenants: {}, system: ['tidy up'], raw: true },
  module: PressModule,
};

export const ada: Principal = {
  kind: 'user',
  id: 'ada',
  permissions: ['press:posts.read-own', 'press:posts.write-own', 'press:users.all'],
};

export const asAda = <T>(ask: () => PromiseLike<T>): Promise<T> => runAs(ada, async () => await ask());

/** An application with the component, two users and four posts. */
export interface Press {
  readonly url: string;
  readonly root: RootClient;
  readonly prisma: PrismaService;
  readonly as: (principal: Partial<Principal>) => HttpClient;
  /** All posts. */
  readonly rows: () => Promise<DemoPost[]>;
}

/** Starts it before the first test of the `describe` it is called in; each test finds the rows as they are here. */
export function usePress(): Press {
  const database = useTestDatabase();
  let app: Awaited<ReturnType<typeof bootApp>>;
  let root: RootClient;
  let origin: string;

  beforeAll(async () => {
    app = await bootApp(database.url, [component]);
    root = app.get(RootClient);
    origin = await app.getUrl();
  });
  beforeEach(async () => {
    await root.demoPost.deleteMany();
    await root.demoUser.deleteMany();
    for (const id of ['ada', 'bob']) {
      await root.demoUser.create({
        data: {
          id,
          email: `${id}@example.org`,
          name: id,
          posts: {
            create: [
              { id: `${id}-1`, title: `${id} 1`, status: 'DRAFT' },
              { id: `${id}-2`, title: `${id} 2`, status: 'PUBLISHED' },
            ],
          },
        },
      });
    }
  });
  afterAll(() => app.close());

  return {
    get url() {
      return database.url;
    },
    get root() {
      return root;
    },
    get prisma() {
      return app.get(PressController).prisma;
    },
    as: (principal) => new HttpClient(origin, app.get(TestPrincipals).credentialsOf(principal)),
    rows: () => root.demoPost.findMany({ orderBy: { id: 'asc' } }),
  };
}
