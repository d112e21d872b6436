import { type INestApplication, Injectable } from '@nestjs/common';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { type RequestHandler, Router } from 'express';

/**
 * The pages of the API document. Swagger mounts its routes beside Nest's, where no guard sees them: here they hang
 * below a router that only `DocsController` calls.
 */
@Injectable()
export class ApiDocs {
  readonly #router = Router();

  /** Answers requests below /docs. */
  readonly answer: RequestHandler = (request, response, next) => {
    this.#router(request, response, next);
  };

  /** @param createDocument called with the first request */
  mount(app: NestExpressApplication, createDocument: () => OpenAPIObject): void {
    const adapter = new ExpressAdapter(this.#router);
    const beside = new Proxy<INestApplication>(app, {
      get: (target, name): unknown => {
        if (name === 'getHttpAdapter') return () => adapter;
        if (name === 'useStaticAssets') return adapter.useStaticAssets.bind(adapter);
        return Reflect.get(target, name);
      },
    });
    SwaggerModule.setup('docs', beside, createDocument, {
      jsonDocumentUrl: 'docs/json',
      yamlDocumentUrl: 'docs/yaml',
      customSiteTitle: 'Tessera: API',
    });
  }
}
