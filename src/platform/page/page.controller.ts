import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Request, type Response } from 'express';
import { Requires } from '../access/access-decorators.ts';
import { type Registry } from '../components/registered-component.ts';
import { REGISTRY } from '../components/registry.token.ts';
import { listRoutes } from '../routes/list-routes.ts';
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
  page(@Req() request: Request, @Res({ passthrough: true }) response: Response): Overview | string {
    const routes = listRoutes(this.#modules, this.#registry.components);
    const found = overview(this.#registry, routes, platformVersion);
    response.vary('Accept');
    // Programs that do not care (*/*) get JSON; browsers ask for HTML by name.
    if (request.accepts(['json', 'html']) !== 'html') return found;
    response.type('html');
    return renderPage(found, process.env['TESSERA_OVERLAY']);
  }
}
