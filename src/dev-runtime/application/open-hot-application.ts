import { type Type } from '@nestjs/common';
import { type HotApplication, HotState } from '../index.ts';
import { readEnvironment } from '../../platform/environment/read-environment.ts';
import { SchemaDrift } from '../../platform/health/schema-drift.ts';
import { DeveloperAccess } from '../../platform/access/developer-access.ts';
import { createLogger } from '../../platform/logging/create-logger.ts';
import { resolveRoutesOnRequest } from './lazy-routes.ts';
import { createApplication } from '../../platform/server/create-application.ts';
import { Readiness } from '../../platform/server/readiness.ts';

/** Set in the process once its log has the line about the developer. */
const saidSo = 'TESSERA_DEVELOPER_SAID';

/**
 * An application for the dev server's shell, which listens, forwards requests and counts them.
 *
 * @throws what `createApplication` and `readEnvironment` throw.
 */
export async function openHotApplication(module: Type): Promise<HotApplication> {
  const environment = readEnvironment(process.env);
  const logger = createLogger(environment);
  const app = await createApplication(module, environment, logger, (created) => {
    created.get(DeveloperAccess).turnOn();
    resolveRoutesOnRequest(created);
  });
  if (app.get(DeveloperAccess).isOn && process.env[saidSo] === undefined) {
    // Once for the process, not for each of its applications.
    process.env[saidSo] = 'yes';
    logger.info(
      'Requests from this machine without credentials are the developer, who may do everything. TESSERA_ACCESS=enforce ends that.',
    );
  }
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
