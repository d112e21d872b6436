import { Controller, Get, Inject, Next, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type NextFunction, type Request, type Response } from 'express';
import { Requires } from '../access/access-decorators.ts';
import { ApiDocs } from './api-docs.ts';

/** The API document: for people at /docs, for programs at /docs/json and /docs/yaml. */
@ApiExcludeController()
@Requires('platform:docs')
@Controller('docs')
export class DocsController {
  readonly #docs: ApiDocs;

  constructor(@Inject(ApiDocs) docs: ApiDocs) {
    this.#docs = docs;
  }

  @Get(['', '*path'])
  docs(@Req() request: Request, @Res() response: Response, @Next() next: NextFunction): void {
    void this.#docs.answer(request, response, next);
  }
}
