import { type Type } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { PassThrough } from 'node:stream';
import { DATABASE_OPTIONS, type DatabaseOptions } from '../../../src/database/index.ts';
import { readDatabaseOptions } from '../../../src/database/database-options.ts';
import { type OriginPolicy } from '../../../src/http/index.ts';
import { HttpClient } from '../../../src/platform/test-utils/index.ts';
import { TestPrincipals } from '../../../src/platform/test-utils/test-principals.ts';
import {
  applicationOptions,
  createLogger,
  PlatformAdapter,
  PlatformModule,
  type RegisteredComponent,
  setUpApplication,
} from '../../../src/platform/index.ts';

/** A registered component with nothing but a name and a module. */
export function component(
  name: string,
  module: Type | undefined,
  more: Partial<RegisteredComponent> = {},
): RegisteredComponent {
  const path = `src/components/${name}`;
  return { name, version: '1.0.0', path, requires: [], optional: false, models: [], ...more, module };
}

export interface Platform {
  app: NestFastifyApplication;
  /** May do everything. */
  http: HttpClient;
  /** The headers by which it may. */
  credentials: { authorization: string };
  /** What was logged until now. */
  logs: () => string;
}

/** The platform on a database, listening on a free port. */
export async function startPlatform(
  url: string,
  components: readonly RegisteredComponent[],
  {
    migrations = [],
    bodyLimit = '1kb',
    origins = { hosts: undefined, trustedOrigins: [] },
    ...options
  }: Partial<DatabaseOptions> & {
    migrations?: readonly string[];
    bodyLimit?: string;
    origins?: OriginPolicy;
  } = {},
): Promise<Platform> {
  const testing = await Test.createTestingModule({
    imports: [PlatformModule.forRoot({ components, migrations })],
    providers: [TestPrincipals],
  })
    .overrideProvider(DATABASE_OPTIONS)
    .useValue({ ...readDatabaseOptions({ DATABASE_URL: url }), ...options })
    .compile();
  const app = testing.createNestApplication<NestFastifyApplication>(
    new PlatformAdapter(),
    applicationOptions,
  );
  const out = new PassThrough();
  const lines: Buffer[] = [];
  out.on('data', (line: Buffer) => lines.push(line));
  try {
    await setUpApplication(
      app,
      { bodyLimit, origins },
      createLogger({ logLevel: 'info', logFormat: 'json' }, out),
    );
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    await app.close();
    throw error;
  }
  const credentials = app.get(TestPrincipals).credentialsOf({ permissions: ['*'] });
  const http = new HttpClient(await app.getUrl(), credentials);
  return { app, http, credentials, logs: () => Buffer.concat(lines).toString() };
}
