import { ModulesContainer } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { components, migrations } from '@/generated/components.ts';
import { createDocument } from '../../../src/platform/openapi/set-up-openapi.ts';
import { listRoutes } from '../../../src/platform/routes/list-routes.ts';

const Refusal = z.object({
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

/** Well-formed, so that the answer is about the query: an id, and a name where routes want one. */
const values = ['00000000-0000-4000-8000-000000000000', 'some-name'];

describe('query keys', () => {
  let app: TestApp;
  let http: HttpClient;
  beforeAll(async () => {
    app = await startApp(...components.map(({ module }) => module));
    http = app.as({ permissions: ['*'] });
  });
  afterAll(() => app.close());

  /** Whether a route refuses a query key because it does not know it. */
  const refuses = async (method: string, path: string, key: string) => {
    const body = ['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined;
    for (const value of values) {
      const filled = path.replaceAll(/:\w+|\{\w+\}/g, value);
      const answer = await http.request(method, `${filled}?${key}=production`, body);
      if (answer.status !== 400) continue;
      const { errors } = Refusal.parse(answer.body);
      if (errors.some((error) => isAbout(error, key))) return true;
    }
    return false;
  };
  const isAbout = ({ path, message }: { path: string; message: string }, key: string) =>
    path === key ? message.includes('does not know') : message.includes(`Unrecognized key: "${key}"`);

  it('that a route does not know are refused, whatever the route', async () => {
    const routes = listRoutes(app.app.get(ModulesContainer), components);
    const answers = await Promise.all(
      routes.map(async ({ method, path }) => ({
        route: `${method} ${path}`,
        refused: await refuses(method, path, 'enviroment'),
      })),
    );
    expect(answers.filter(({ refused }) => !refused)).toEqual([]);
    expect(answers.length).toBeGreaterThan(100);
  });

  it('that a route documents are taken', async () => {
    const { paths } = createDocument(app.app, { components, migrations });
    const documented = Object.entries(paths).flatMap(([path, item]) =>
      (item.get?.parameters ?? []).flatMap((parameter) =>
        'in' in parameter && parameter.in === 'query' ? [{ path, name: parameter.name }] : [],
      ),
    );
    const answers = await Promise.all(
      documented.map(async ({ path, name }) => ({ path, name, refused: await refuses('GET', path, name) })),
    );
    expect(answers.filter(({ refused }) => refused)).toEqual([]);
    expect(answers.length).toBeGreaterThan(100);
  });
});
