import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OpenAPIObject } from '@nestjs/swagger';
import { startApp, type TestApp } from '@/platform/test-utils';
import { components, migrations } from '@/generated/components.ts';
import { findRoutes } from '../../../build/pipeline/discover/find-routes.ts';
import { createDocument } from '../../../src/platform/openapi/set-up-openapi.ts';

const methods = ['get', 'put', 'post', 'patch', 'delete'] as const;

describe('the OpenAPI document of the components', () => {
  let app: TestApp;
  let document: OpenAPIObject;

  beforeAll(async () => {
    app = await startApp(...components.map(({ module }) => module));
    document = createDocument(app.app, { components, migrations });
  });
  afterAll(() => app.close());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const operation = item[method];
        return operation ? [{ name: `${method} ${path}`, path, ...operation }] : [];
      }),
    );
  const failing = (wrong: (operation: ReturnType<typeof operations>[number]) => boolean) =>
    operations()
      .filter(wrong)
      .map(({ name }) => name);

  it('has routes of every component, tagged with its name', () => {
    expect(failing(({ path, tags }) => tags?.join() !== path.split('/')[1])).toEqual([]);
    expect(new Set(operations().flatMap(({ tags }) => tags ?? []))).toEqual(
      new Set(components.map(({ name }) => name)),
    );
  });

  it('has the routes that can be read from the controllers, and no other', () => {
    const folder = join(import.meta.dirname, '../../../src/components');
    const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.controller.ts'))
      .flatMap((file) => findRoutes(readFileSync(join(folder, file), 'utf8')))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);

    expect(written.sort()).toEqual(
      operations()
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('says what every route does', () => {
    expect(failing(({ summary }) => !summary)).toEqual([]);
  });

  it('has a schema for every answer with a body', () => {
    const bodiless = (responses: object) =>
      Object.entries(responses).some(
        ([status, response]) =>
          /^2/.test(status) && status !== '204' && !JSON.stringify(response).includes('schema'),
      );

    expect(failing(({ responses }) => bodiless(responses))).toEqual([]);
  });

  it('answers every refusal as a problem', () => {
    const plain = (responses: object) =>
      Object.entries(responses).some(
        ([status, response]) =>
          /^[45]/.test(status) && !JSON.stringify(response).includes('schemas/Problem"'),
      );

    expect(failing(({ responses }) => plain(responses))).toEqual([]);
    expect(failing(({ responses }) => !Object.keys(responses).some((status) => /^4/.test(status)))).toEqual(
      [],
    );
  });
});
