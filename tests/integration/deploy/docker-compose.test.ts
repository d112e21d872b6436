import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';

const Service = z.object({
  command: z.array(z.string()).optional(),
  depends_on: z.unknown().optional(),
  environment: z.record(z.string(), z.string()).optional(),
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

  it('publishes the application and the database on the loopback address only', async () => {
    const services = await readServices();
    expect(services.app.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:.*:3000$/)]);
    expect(services.database.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:.*:5432$/)]);
  });

  it.each(['.env.example', 'docs/maintainers/provisioning.md'])(
    'serves development on this machine at the address %s gives',
    async (file) => {
      const { environment = {}, ports } = (await readServices()).database;
      const text = await readFile(file, 'utf8');
      const [url = ''] = /postgresql:\/\/tessera:PASSWORD@127\S+/.exec(text) ?? [];
      const { username, hostname, port, pathname } = new URL(url);

      expect({ username, database: pathname.slice(1) }).toEqual({
        username: environment['POSTGRES_USER'],
        database: environment['POSTGRES_DB'],
      });
      expect(ports).toEqual([`${hostname}:\${TESSERA_DATABASE_PORT:-${port}}:5432`]);
    },
  );

  whereComposeIs('publishes the database on the port the environment names', () => {
    const { stdout } = composeConfig({ POSTGRES_PASSWORD: 'secret', TESSERA_DATABASE_PORT: '15432' });
    expect(stdout).toMatch(/127\.0\.0\.1:15432:5432|published: "15432"/);
  });

  it('loads what the page on monitoring the database needs', async () => {
    const { command = [] } = (await readServices()).database;
    expect(command).toContain('shared_preload_libraries=pg_stat_statements');
  });
});
