import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../access/access-decorators.ts';
import { type Registry } from '../components/registered-component.ts';
import { REGISTRY } from '../components/registry.token.ts';
import { type HttpReply } from '../http/http-reply.ts';
import { type HttpRequest } from '../http/http-request.ts';
import { listRoutes } from '../routes/list-routes.ts';
import { asksForHtml } from './asks-for-html.ts';
import { overview, type Overview } from './overview.ts';
import { renderPage } from './render-page.ts';
import { platformVersion } from './platform-version.ts';

/** GET / tells what is mounted: a page for people, JSON for programs. */
@ApiExcludeController()
@Requires('platform:overview')
@Controller()
export class PageController {
  readonly #modules: ModulesContainer;
  readonly #registry: Registry;

  constructor(@Inject(ModulesContainer) modules: ModulesContainer, @Inject(REGISTRY) registry: Registry) {
    this.#modules = modules;
    this.#registry = registry;
  }

  @Get()
  page(@Req() { headers }: HttpRequest, @Res({ passthrough: true }) reply: HttpReply): Overview | string {
    const routes = listRoutes(this.#modules, this.#registry.components);
    const found = overview(this.#registry, routes, platformVersion);
    reply.header('Vary', 'Accept');
    // Programs that do not care (*/*) get JSON; browsers ask for HTML by name.
    if (!asksForHtml(headers.accept)) return found;
    reply.header('Content-Type', 'text/html; charset=utf-8');
    return renderPage(found, process.env['TESSERA_OVERLAY']);
  }
}
