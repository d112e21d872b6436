import { type DynamicModule, Inject, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import {
  applicationClient,
  ClosedClientModule,
  ComponentClients,
  ExtendedClient,
  Notifications,
  PrismaExceptionFilter,
  provideClients,
  RootClient,
  TenantModels,
  tenantModels,
  Transactions,
} from '../../database/index.ts';
import { HotModule } from '../../dev-runtime/index.ts';
import { openContext } from '../../http/index.ts';
import { ProblemFilter } from '../../problem/index.ts';
import { ACCESS_OPTIONS, readAccessOptions } from '../access/access-options.ts';
import { AccessGuard } from '../access/access.guard.ts';
import { DeveloperAccess } from '../access/developer-access.ts';
import { Principals } from '../access/principals.ts';
import { RowPolicies } from '../access/row-policies.ts';
import { Tenants } from '../access/tenants.ts';
import { ComponentExtensions } from '../components/component-extensions.ts';
import { EngineCheck } from '../components/engine-check.ts';
import { EventStreams } from '../http/event-streams.ts';
import { Readiness } from '../server/readiness.ts';
import { REGISTRY } from '../components/registry.token.ts';
import { BodyGuard } from '../validation/body.guard.ts';
import { JSON_LIMITS, readJsonLimits } from '../validation/json-limits.ts';
import { UnknownQueryGuard } from '../validation/unknown-query.guard.ts';
import { ValidationPipe } from '../validation/validation.pipe.ts';
import { ComponentBoundary } from './component-boundary.ts';
import { type TesseraOptions } from './tessera-options.ts';

/** The client of the application, whatever it is called there. */
const APPLICATION_CLIENT = Symbol('tessera:application-client');

/**
 * Mounts components into an application that was there before: its bootstrap, its client, its guards, pipes and filters stay as
 * they are, and ours are for the routes of components only.
 *
 * @example
 * @Module({ imports: [DatabaseModule, TesseraModule.forRoot({ registry: { components, migrations }, useExisting: DatabaseService, imports: [DatabaseModule] })] })
 * export class AppModule {}
 */
@Module({})
export class TesseraModule implements NestModule {
  readonly #boundary: ComponentBoundary;

  constructor(@Inject(ComponentBoundary) boundary: ComponentBoundary) {
    this.#boundary = boundary;
  }

  static forRoot(options: TesseraOptions): DynamicModule {
    const { registry } = options;
    const { components } = registry;
    const modules = components.flatMap(({ module }) => (module === undefined ? [] : [module]));
    provideClients(components);
    return {
      module: TesseraModule,
      global: true,
      imports: [
        ...('useExisting' in options ? (options.imports ?? []) : []),
        DiscoveryModule,
        HotModule,
        ...modules,
        ClosedClientModule,
      ],
      providers: [
        { provide: REGISTRY, useValue: registry },
        EngineCheck,
        'useExisting' in options
          ? { provide: APPLICATION_CLIENT, useExisting: options.useExisting }
          : { provide: APPLICATION_CLIENT, useValue: options.client },
        {
          provide: RootClient,
          inject: [APPLICATION_CLIENT],
          useFactory: (client: unknown) => applicationClient(client, components),
        },
        {
          provide: ComponentClients,
          inject: [ExtendedClient, ComponentExtensions, RowPolicies],
          useFactory: (client: ExtendedClient, extensions: ComponentExtensions, policies: RowPolicies) => {
            client.use(extensions.list);
            return new ComponentClients(client.root, components, policies, client);
          },
        },
        {
          provide: TenantModels,
          inject: [RootClient],
          useFactory: (root: RootClient) => tenantModels(root, components),
        },
        { provide: ACCESS_OPTIONS, useFactory: () => readAccessOptions(process.env) },
        { provide: JSON_LIMITS, useFactory: () => readJsonLimits(process.env) },
        ExtendedClient,
        Transactions,
        // Where its client connects is the application's business: other processes are noticed by looking.
        {
          provide: Notifications,
          inject: [RootClient],
          useFactory: (root: RootClient) => new Notifications(root),
        },
        Readiness,
        EventStreams,
        Principals,
        Tenants,
        RowPolicies,
        ComponentExtensions,
        DeveloperAccess,
        AccessGuard,
        UnknownQueryGuard,
        BodyGuard,
        ValidationPipe,
        ProblemFilter,
        PrismaExceptionFilter,
        ComponentBoundary,
      ],
      exports: [
        ...[REGISTRY, ComponentClients, Principals, TenantModels, RootClient],
        ...[Transactions, Notifications, EventStreams],
      ],
    };
  }

  /** Each request to a component has a context of its own, in which its principal and transactions are kept. */
  configure(consumer: MiddlewareConsumer): void {
    const { controllers } = this.#boundary;
    if (controllers.length > 0) consumer.apply(openContext).forRoutes(...controllers);
  }
}
