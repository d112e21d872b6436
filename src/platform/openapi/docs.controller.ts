import { Controller, Get, Inject, NotFoundException, Req, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../access/access-decorators.ts';
import { type HttpRequest } from '../http/http-request.ts';
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
  async docs(@Req() { method, originalUrl }: HttpRequest): Promise<StreamableFile> {
    const found = await this.#docs.find(originalUrl);
    if (found === undefined) throw new NotFoundException(`Cannot ${method} ${originalUrl}`);
    const { type, content } = found;
    return new StreamableFile(content, { type, length: content.length });
  }
}
