import { type LoggerService } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { DATABASE_OPTIONS, readDatabaseOptions } from '../../database/database-options.ts';
import {
  applicationOptions,
  createLogger,
  PlatformAdapter,
  PlatformModule,
  type Registry,
  setUpApplication,
} from '../index.ts';
import { TestPrincipals } from './test-principals.ts';

/**
 * Boots the platform around the components, on the given database and a free port of 127.0.0.1.
 *
 * @param logger gets what Nest and the components log. @default Nest's test logger, which prints errors
 * @throws whatever a component throws when it is mounted; what was opened until then is closed.
 */
export async function bootApp(
  url: string,
  components: Registry['components'],
  logger?: LoggerService,
): Promise<NestFastifyApplication> {
  const builder = Test.createTestingModule({
    imports: [PlatformModule.forRoot({ components, migrations: [] })],
    providers: [TestPrincipals],
  })
    .overrideProvider(DATABASE_OPTIONS)
    .useValue(readDatabaseOptions({ DATABASE_URL: url }));
  if (logger) builder.setLogger(logger);
  const testing = await builder.compile();
  const app = testing.createNestApplication<NestFastifyApplication>(
    new PlatformAdapter(),
    applicationOptions,
  );
  if (logger) app.useLogger(logger);
  try {
    await setUpApplication(
      app,
      { bodyLimit: '1mb', origins: { hosts: undefined, trustedOrigins: [] } },
      createLogger({ logLevel: 'silent', logFormat: 'json' }),
    );
    await app.listen(0, '127.0.0.1');
    return app;
  } catch (error) {
    // The first failure is the one to tell; what closing says after it is a consequence.
    await app.close().catch(() => undefined);
    throw error;
  }
}
