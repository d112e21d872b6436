import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { useTestDatabase } from '../../../src/database/test-utils/index.ts';
import { components } from '../../../src/generated/components.ts';
import { bootApp } from '../../../src/platform/test-utils/boot-app.ts';
import { ErrorLog } from '../../../src/platform/test-utils/error-log.ts';
import { TestPrincipals } from '../../../src/platform/test-utils/test-principals.ts';
import { fastestOf } from '../../support/fastest-of.ts';
import { KnownIds } from '../../support/fuzz/known-ids.ts';
import { describedOperations, type Described } from '../../support/fuzz/operations.ts';
import { complete, requestOf, type Draft } from '../../support/fuzz/request-of.ts';

/** FUZZ_RUNS=200 FUZZ_SEED=7 npm test -- every-route looks further; a failure prints what to repeat. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 10);
const seed = Number(process.env['FUZZ_SEED'] ?? 11);

describe('every route, asked at random within its own description and beyond', () => {
  const database = useTestDatabase();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const log = new ErrorLog();
  const ids = new KnownIds();
  const served = new Set<string>();
  let app: NestFastifyApplication;
  let origin: string;
  let credentials: { authorization: string };

  beforeAll(async () => {
    app = await bootApp(database.url, components, log);
    origin = await app.getUrl();
    credentials = app.get(TestPrincipals).credentialsOf({ permissions: ['*'] });
  });
  afterAll(async () => {
    agent.destroy();
    await app.close();
  });

  async function send(route: Described, { path, body }: ReturnType<typeof complete>) {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { ...json, ...credentials };
    return new Promise<{ status: number; answer: string }>((resolve, reject) => {
      request(new URL(path, origin), { method: route.method, agent, headers }, (response) => {
        text(response).then((answer) => {
          resolve({ status: response.statusCode ?? 0, answer });
        }, reject);
      })
        .on('error', reject)
        .end(body);
    });
  }

  async function check(route: Described, draft: Draft): Promise<string | undefined> {
    const sent = complete(route, draft, ids);
    log.take();
    const { status, answer, ms } = await fastestOf(() => send(route, sent));
    if (status < 300) ids.learn(route.path, answer);
    if (status < 300) served.add(route.name);
    if (status < 500 && ms < 100) return undefined;
    const shown = `${route.method} ${sent.path.slice(0, 300)} ${sent.body?.slice(0, 300) ?? ''}`;
    return `${shown}\nwas answered with ${status} after ${Math.round(ms)} ms\n${log.take().slice(0, 1500)}`;
  }

  it('is never answered with a failure of the server, nor holds the event loop', async () => {
    const { operations, schemas } = describedOperations(app, { components, migrations: [] });
    expect(operations.length).toBeGreaterThan(50);
    const failures: string[] = [];
    for (const route of operations) {
      const property = fc.asyncProperty(requestOf(route, schemas), async (draft) => {
        const failure = await check(route, draft);
        if (failure !== undefined) throw new Error(failure);
      });
      const { errorInstance } = await fc.check(property, { numRuns, seed });
      if (errorInstance instanceof Error) failures.push(errorInstance.message);
    }
    expect(failures).toEqual([]);
    // Not only refusals were asked for.
    expect(served.size).toBeGreaterThan(operations.length / 4);
  }, 600_000);
});
