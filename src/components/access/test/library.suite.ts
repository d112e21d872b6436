import { RequestMethod, Logger, type Type } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { betterAuth } from 'better-auth/minimal';
import { getAuthTables } from 'better-auth/db';
import { type PrismaService } from '@/database';
import { startApp, type TestApp } from '@/platform/test-utils';
import { AccessModule } from '../access.module.ts';
import { betterAuthOptions } from '../identity/better-auth.options.ts';
import { LoggedMail } from '../identity/mail.port.ts';
import { unusedPaths } from '../identity/auth-paths.ts';
import { MembershipsController } from '../identity/memberships.controller.ts';
import { PasskeysController } from '../identity/passkeys.controller.ts';
import { PasswordController } from '../identity/password.controller.ts';
import { SessionsController } from '../identity/sessions.controller.ts';
import { SignInController } from '../identity/sign-in.controller.ts';
import { readAccessEnvironment } from '../access-environment.ts';

// A patch release of the library has changed its tables before: an upgrade must fail here, not in production.
const options = betterAuthOptions({
  // Never asked: neither tables nor paths need a database.
  prisma: {} as PrismaService,
  environment: readAccessEnvironment({}, 'x'.repeat(32)),
  mail: new LoggedMail(),
  logger: new Logger('test'),
});

const controllers: readonly Type[] = [
  SignInController,
  PasswordController,
  SessionsController,
  PasskeysController,
  MembershipsController,
];

/** PostgreSQL's types that take what the library writes for a type of its own. */
const typesFor: Readonly<Record<string, readonly string[]>> = {
  string: ['text', 'character varying', 'uuid'],
  number: ['integer', 'bigint'],
  boolean: ['boolean'],
  date: ['timestamp with time zone'],
};

interface Column {
  table: string;
  name: string;
  type: string;
}

describe('better-auth as this component uses it', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(AccessModule);
  });
  afterAll(() => app.close());

  it('finds every table and column it asks for, of the type it writes', async () => {
    const columns = await app.prisma.$queryRaw<Column[]>`
      SELECT table_name AS "table", column_name AS "name", data_type AS "type" FROM information_schema.columns
      WHERE table_schema = current_schema()`;
    const has = (table: string, name: string, types: readonly string[]) =>
      columns.some((column) => column.table === table && column.name === name && types.includes(column.type));
    const lacking: string[] = [];
    for (const { modelName, fields } of Object.values(getAuthTables(options))) {
      const table = `${snakeCase(modelName).replace(/y$/, 'ie')}s`.replace('passkeies', 'passkeys');
      for (const [name, field] of Object.entries(fields)) {
        const column = field.fieldName ?? name;
        const types = typesFor[String(field.type)] ?? [];
        if (!has(table, snakeCase(column), types) && !has(table, column, types))
          lacking.push(`${table}.${column}`);
      }
    }
    expect(lacking).toEqual([]);
  });

  it('offers exactly the routes that are declared here', () => {
    const offered = new Set(
      Object.values(betterAuth(options).api)
        .map((endpoint) => ('path' in endpoint ? endpoint.path : undefined))
        .filter((path) => path !== undefined),
    );
    for (const path of unusedPaths) offered.delete(path);
    expect([...offered].toSorted()).toEqual(controllers.flatMap(pathsOf).toSorted());
  });
});

/** Below `/access/auth`. */
function pathsOf(controller: Type): string[] {
  const base = String(Reflect.getMetadata('path', controller)).replace(/^access\/auth\/?/, '');
  const prototype: unknown = controller.prototype;
  if (typeof prototype !== 'object' || prototype === null) return [];
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const method: unknown = Reflect.get(prototype, name);
    if (typeof method !== 'function' || !(Reflect.getMetadata('method', method) in RequestMethod)) return [];
    return [
      `/${[base, String(Reflect.getMetadata('path', method))].filter((part) => part !== '').join('/')}`,
    ];
  });
}

function snakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
}
