import { type Type } from '@nestjs/common';
import { type HotApplication, HotState } from '../../dev-runtime/index.ts';
import { readEnvironment } from '../environment/read-environment.ts';
import { SchemaDrift } from '../health/schema-drift.ts';
import { DeveloperAccess } from '../access/developer-access.ts';
import { createLogger } from '../logging/create-logger.ts';
import { resolveRoutesOnRequest } from '../routes/lazy-routes.ts';
import { createApplication } from './create-application.ts';
import { Readiness } from './readiness.ts';

/**
 * An application for the dev server's shell, which listens, forwards requests and counts them.
 *
 * @throws what `createApplication` and `readEnvironment` throw.
 */
export async function openHotApplication(module: Type): Promise<HotApplication> {
  const environment = readEnvironment(process.env);
  const app = await createApplication(module, environment, createLogger(environment), (created) => {
    created.get(DeveloperAccess).turnOn();
    resolveRoutesOnRequest(created);
  });
  return {
    server: app.getHttpServer(),
    takenOver: app.get(HotState).takenOver,
    stopping: () => {
      app.get(Readiness).stop();
    },
    lacking: () => app.get(SchemaDrift).byComponent(),
    close: () => app.close(),
  };
}
