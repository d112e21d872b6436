import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import {
  ClosedClientModule,
  ComponentClients,
  ExtendedClient,
  PrismaExceptionFilter,
  PrismaModule,
  provideClients,
  RootClient,
  TenantModels,
  tenantModels,
} from '../database/index.ts';
import { Connections } from '../http/index.ts';
import { ProblemFilter } from '../problem/index.ts';
import { ACCESS_OPTIONS, readAccessOptions } from './access/access-options.ts';
import { AccessGuard } from './access/access.guard.ts';
import { DeveloperAccess } from './access/developer-access.ts';
import { Principals } from './access/principals.ts';
import { RowPolicies } from './access/row-policies.ts';
import { Tenants } from './access/tenants.ts';
import { ComponentExtensions } from './components/component-extensions.ts';
import { EngineCheck } from './components/engine-check.ts';
import { partOfRegistry } from './components/part-of-registry.ts';
import { type Registry } from './components/registered-component.ts';
import { REGISTRY } from './components/registry.token.ts';
import { ComponentChecks } from './health/component-checks.ts';
import { DatabaseChecks } from './health/database-checks.ts';
import { HealthController } from './health/health.controller.ts';
import { MigrationWatch } from './health/migration-watch.ts';
import { SchemaDrift } from './health/schema-drift.ts';
import { ApiDocs } from './openapi/api-docs.ts';
import { DocsController } from './openapi/docs.controller.ts';
import { PageController } from './page/page.controller.ts';
import { EventStreams } from './http/event-streams.ts';
import { Readiness } from './server/readiness.ts';
import { UnknownQueryGuard } from './validation/unknown-query.guard.ts';
import { BodyGuard } from './validation/body.guard.ts';
import { JSON_LIMITS, readJsonLimits } from './validation/json-limits.ts';
import { ValidationPipe } from './validation/validation.pipe.ts';

/** The kernel: mounts the components of a registry, in its order, on one shared database client. */
@Module({})
export class PlatformModule {
  /** @param all what src/generated/components.ts exports. */
  static forRoot(all: Registry): DynamicModule {
    // `tessera dev --only`; nowhere else is a part of an application an application.
    const isDevelopment = process.env['NODE_ENV'] === 'development';
    const registry = partOfRegistry(all, isDevelopment ? process.env['TESSERA_ONLY'] : undefined);
    const modules = registry.components.flatMap(({ module }) => (module === undefined ? [] : [module]));
    provideClients(registry.components);
    return {
      module: PlatformModule,
      global: true,
      imports: [
        PrismaModule,
        DiscoveryModule,
        TerminusModule.forRoot({ logger: false }),
        ...modules,
        ClosedClientModule,
      ],
      controllers: [PageController, HealthController, DocsController],
      providers: [
        { provide: REGISTRY, useValue: registry },
        EngineCheck,
        {
          provide: ComponentClients,
          inject: [ExtendedClient, ComponentExtensions, RowPolicies],
          // All of them: a model's owner may be one that `--only` leaves out.
          useFactory: (client: ExtendedClient, extensions: ComponentExtensions, policies: RowPolicies) => {
            client.use(extensions.list);
            return new ComponentClients(client.root, all.components, policies, client);
          },
        },
        // Nest asks the last filter first: the one for everything else stands before the special one.
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_FILTER, useClass: PrismaExceptionFilter },
        {
          provide: TenantModels,
          inject: [RootClient],
          useFactory: (root: RootClient) => tenantModels(root, all.components),
        },
        { provide: ACCESS_OPTIONS, useFactory: () => readAccessOptions(process.env) },
        // Before all others: what they answer is not for strangers.
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: UnknownQueryGuard },
        { provide: JSON_LIMITS, useFactory: () => readJsonLimits(process.env) },
        { provide: APP_GUARD, useClass: BodyGuard },
        { provide: APP_PIPE, useClass: ValidationPipe },
        Principals,
        Tenants,
        RowPolicies,
        ComponentExtensions,
        ApiDocs,
        DeveloperAccess,
        Connections,
        Readiness,
        EventStreams,
        DatabaseChecks,
        ComponentChecks,
        SchemaDrift,
        MigrationWatch,
      ],
      exports: [REGISTRY, ComponentClients, Principals, TenantModels, EventStreams],
    };
  }
}
