import { type INestApplication, Injectable } from '@nestjs/common';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type DocsFile, readDocsFile } from './docs-file.ts';

interface PageReply {
  readonly type: (contentType: string) => void;
  readonly send: (text: string) => void;
}

type AnswerPage = (request: { readonly url: string }, reply: PageReply) => unknown;

/**
 * The pages of the API document. Swagger would mount them beside Nest's routes, where no guard sees them, and as the HTTP
 * adapter has it: here they are collected, and `DocsController` answers with them.
 */
@Injectable()
export class ApiDocs {
  readonly #pages = new Map<string, AnswerPage>();
  readonly #folders = new Map<string, string>();

  /** @param createDocument called with the first request */
  mount(app: INestApplication, createDocument: () => OpenAPIObject): void {
    const adapter = {
      // Fastify would be asked for a plugin.
      getType: () => 'express',
      getRequestUrl: ({ url }: { readonly url: string }) => url,
      get: (path: string, answer: AnswerPage) => this.#pages.set(path, answer),
    };
    const beside = new Proxy<INestApplication>(app, {
      get: (target, name): unknown => {
        if (name === 'getHttpAdapter') return () => adapter;
        if (name === 'useStaticAssets') {
          return (folder: string, { prefix }: { prefix: string }) => this.#folders.set(prefix, folder);
        }
        return Reflect.get(target, name);
      },
    });
    SwaggerModule.setup('docs', beside, createDocument, {
      jsonDocumentUrl: 'docs/json',
      yamlDocumentUrl: 'docs/yaml',
      customSiteTitle: 'Tessera: API',
    });
  }

  /**
   * What is at a path below /docs.
   *
   * @param url may have a query
   * @returns undefined when there is nothing
   */
  async find(url: string): Promise<DocsFile | undefined> {
    const path = url.split('?', 1)[0]?.toLowerCase() ?? '';
    const page = this.#pages.get(path.replace(/\/$/, ''));
    if (page !== undefined) return answerOf(page, path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const folder = this.#folders.get(path.slice(0, -name.length - 1));
    return folder === undefined ? undefined : readDocsFile(folder, name);
  }
}

async function answerOf(page: AnswerPage, url: string): Promise<DocsFile> {
  let [type, text] = ['text/plain', ''];
  await page(
    { url },
    {
      type: (contentType) => {
        type = contentType;
      },
      send: (sent) => {
        text = sent;
      },
    },
  );
  return { type: `${type}; charset=utf-8`, content: Buffer.from(text) };
}
