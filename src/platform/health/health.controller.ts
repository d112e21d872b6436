import { Controller, Get, HttpException, HttpStatus, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheckService, type HealthIndicatorFunction } from '@nestjs/terminus';
import { Public } from '../access/access-decorators.ts';
import { currentPrincipal } from '../access/current-principal.ts';
import { holdsPermission } from '../access/holds-permission.ts';
import { type HttpReply } from '../http/http-reply.ts';
import { Readiness } from '../server/readiness.ts';
import { ComponentChecks } from './component-checks.ts';
import { DatabaseChecks } from './database-checks.ts';

/**
 * Probes: `live` asks for a restart when it fails, `ready` for traffic to go elsewhere. Why it is not ready is told to
 * holders of `platform:health` only.
 */
@ApiExcludeController()
@Public()
@Controller('health')
export class HealthController {
  readonly #health: HealthCheckService;
  readonly #database: DatabaseChecks;
  readonly #components: ComponentChecks;
  readonly #readiness: Readiness;

  constructor(
    @Inject(HealthCheckService) health: HealthCheckService,
    @Inject(DatabaseChecks) database: DatabaseChecks,
    @Inject(ComponentChecks) components: ComponentChecks,
    @Inject(Readiness) readiness: Readiness,
  ) {
    this.#health = health;
    this.#database = database;
    this.#components = components;
    this.#readiness = readiness;
  }

  @Get('live')
  live(@Res({ passthrough: true }) reply: HttpReply): { status: 'ok' } {
    reply.header('Cache-Control', 'no-store');
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: HttpReply): Promise<unknown> {
    reply.header('Cache-Control', 'no-store');
    if (this.#readiness.stopping) {
      reply.status(HttpStatus.SERVICE_UNAVAILABLE);
      return { status: 'shutting_down', info: {}, error: {}, details: {} };
    }
    const report = await this.#report(reply, [
      () => this.#database.database(),
      () => this.#database.migrations(),
      ...this.#components.indicators(),
    ]);
    return holdsPermission(currentPrincipal().permissions, 'platform:health')
      ? report
      : withoutDetails(report);
  }

  /** Terminus throws its report when something is down; probes want it as it is, not as a problem. */
  async #report(reply: HttpReply, indicators: HealthIndicatorFunction[]): Promise<unknown> {
    try {
      return await this.#health.check(indicators);
    } catch (error) {
      if (!(error instanceof HttpException)) throw error;
      reply.status(error.getStatus());
      return error.getResponse();
    }
  }
}

function withoutDetails(report: unknown): unknown {
  return typeof report === 'object' && report !== null && 'status' in report ? { status: report.status } : {};
}
