import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';

const Service = z.object({
  command: z.array(z.string()).optional(),
  depends_on: z.unknown().optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  ports: z.array(z.string()).optional(),
});
const Compose = z.object({ services: z.object({ database: Service, migrate: Service, app: Service }) });

async function readServices() {
  return Compose.parse(parse(await readFile('docker-compose.yml', 'utf8'))).services;
}

/** The Compose tool of this machine, if it has one: the plugin of Docker's client or the older program. */
const composeTool = [['docker', 'compose'], ['docker-compose']].find(
  ([command, ...args]) => spawnSync(command ?? '', [...args, 'version']).status === 0,
);

function composeConfig(env: NodeJS.ProcessEnv) {
  const [command = '', ...args] = composeTool ?? [];
  return spawnSync(command, [...args, 'config'], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
}

// `config` needs no Docker engine, only the client; a machine without any Compose client cannot check it.
const whereComposeIs = composeTool === undefined ? it.skip : it;

describe('docker-compose.yml', () => {
  whereComposeIs('is accepted by Compose itself', () => {
    const { status, stderr } = composeConfig({ POSTGRES_PASSWORD: 'secret' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  whereComposeIs('asks for the password instead of inventing one', () => {
    const { status, stderr } = composeConfig({});
    expect(status).not.toBe(0);
    expect(stderr).toContain('POSTGRES_PASSWORD');
  });

  it('starts the application after the migrations, and those after a healthy database', async () => {
    const services = await readServices();
    expect(services.database.healthcheck?.test.join(' ')).toContain('pg_isready');
    expect(services.migrate.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(services.migrate.command).toEqual(['npx', 'prisma', 'migrate', 'deploy']);
    expect(services.app.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
  });

  it('publishes the application on the loopback address only', async () => {
    const services = await readServices();
    expect(services.app.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
    expect(services.database.ports).toBeUndefined();
  });
});
