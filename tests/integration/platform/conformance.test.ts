import { type Socket } from 'node:net';
import { Public } from '../../../src/platform/index.ts';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  Inject,
  Injectable,
  Module,
  type OnModuleDestroy,
  type OnModuleInit,
  Param,
  Post,
  Req,
  type Type,
} from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import { Client } from 'pg';
import { createLocator } from '../../../build/use-cases/component-test/locate.ts';
import { readConformance } from '../../../build/use-cases/component-test/read-conformance.ts';
import { DATABASE_OPTIONS, type DatabaseOptions } from '../../../src/database/index.ts';
import { PrismaService } from '@/database';
import { checkConformance } from '../../../src/platform/test-utils/index.ts';
import { createTempProject } from '../../support/temp-project.ts';

/** Conformance of a component made up on the spot, as the application reports it. */
function reportOf(module: Type | undefined) {
  const component = {
    name: 'sample',
    version: '0.0.0',
    path: 'src/components/sample',
    requires: [],
    optional: false,
    models: [],
    module,
  };
  return checkConformance([component], 'sample');
}

/** What failed, by check. */
async function failuresOf(module: Type | undefined) {
  return Object.fromEntries((await reportOf(module)).map(({ check, failures }) => [check, failures]));
}

/** What `tessera component test` makes of it. */
async function diagnosticsOf(module: Type) {
  const project = createTempProject({
    'report.json': JSON.stringify(await reportOf(module)),
    'src/components/sample/sample.ts': 'export class SampleService {}\n\nexport class SampleController {}\n',
  });
  const component = { name: 'sample', path: 'src/components/sample', module: undefined };
  const outcomes = readConformance(`${project.dir}/report.json`, '', createLocator(project.dir, component));
  project.dispose();
  return outcomes.flatMap(({ problems }) => problems);
}

const clean = { mount: [], routes: [], openapi: [], unmount: [] };

/** A module that does one thing when it starts. */
function moduleThat(starts: () => unknown, ends: () => unknown = () => undefined): Type {
  @Injectable()
  class Starter implements OnModuleInit, OnModuleDestroy {
    async onModuleInit() {
      await starts();
    }
    async onModuleDestroy() {
      await ends();
    }
  }
  @Module({ providers: [Starter] })
  class SampleModule {}
  return SampleModule;
}

describe('conformance', () => {
  it('of a component with data only is given', async () => {
    expect(await failuresOf(undefined)).toEqual(clean);
  });

  it('of well-made routes is given', async () => {
    @Public()
    @Controller('sample')
    class SampleController {
      constructor(private readonly prisma: PrismaService) {}
      @Get('now')
      async now() {
        await this.prisma.ping();
        return { ok: true };
      }
      @Post('things/:id')
      post(@Param('id') id: string) {
        return { id };
      }
    }
    @Module({ controllers: [SampleController] })
    class SampleModule {}

    expect(await failuresOf(SampleModule)).toEqual(clean);
  });

  it('names what cannot be injected, and looks no further', async () => {
    @Injectable()
    class Mailer {}
    @Injectable()
    class SampleService {
      constructor(readonly mailer: Mailer) {}
    }
    @Module({ providers: [SampleService] })
    class SampleModule {}

    expect(await failuresOf(SampleModule)).toEqual({
      mount: [
        expect.objectContaining({
          message: expect.stringMatching(/dependencies of the SampleService.*Mailer/s),
          hint: expect.stringContaining('provided'),
        }),
      ],
    });
    expect(await diagnosticsOf(SampleModule)).toMatchObject([
      {
        code: 'TEST.MOUNT',
        message: expect.stringContaining('SampleService'),
        location: { file: 'src/components/sample/sample.ts', line: 1, column: 14 },
      },
    ]);
  });

  it('names the route that fails, with the reason and the place', async () => {
    @Public()
    @Controller('sample')
    class SampleController {
      @Get('things/:id')
      get(@Param('id') id: string) {
        if (id.startsWith('no')) throw new Error('no thing of this name');
        return {};
      }
    }
    @Module({ controllers: [SampleController] })
    class SampleModule {}

    expect(await failuresOf(SampleModule)).toEqual({
      ...clean,
      routes: [
        {
          message: 'GET /sample/things/no-such-thing answered 500: Error: no thing of this name',
          hint: expect.stringContaining('4xx'),
          handler: 'SampleController.get',
          stack: expect.stringContaining('conformance.test.ts'),
        },
      ],
    });
  });

  it('names the route that cuts the connection', async () => {
    @Public()
    @Controller('sample')
    class SampleController {
      @Get()
      get(@Req() { socket }: { socket: Socket }): void {
        socket.destroy();
      }
    }
    @Module({ controllers: [SampleController] })
    class SampleModule {}

    const { routes } = await failuresOf(SampleModule);

    expect(routes).toMatchObject([
      { message: expect.stringContaining('GET /sample cut the connection'), handler: 'SampleController.get' },
    ]);
  });

  it('names a route that is missing in the document, and one of a module nobody owns', async () => {
    @Public()
    @Controller('sample')
    class SampleController {
      @Get()
      @ApiExcludeEndpoint()
      get() {
        return {};
      }
    }
    @Public()
    @Controller('stray')
    class StrayController {
      @Get()
      get() {
        return {};
      }
    }
    @Module({ controllers: [StrayController] })
    class StrayModule {}
    @Module({ imports: [{ module: StrayModule, global: true }], controllers: [SampleController] })
    class SampleModule {}

    const { openapi } = await failuresOf(SampleModule);

    expect(openapi?.map(({ message }) => message)).toEqual([
      'GET /sample is not in the document.',
      'GET /stray is not shown under "sample".',
    ]);
    expect(await diagnosticsOf(SampleModule)).toMatchObject([
      {
        code: 'TEST.OPENAPI',
        message: 'GET /sample is not in the document.',
        location: { file: 'src/components/sample/sample.ts', line: 3, column: 14 },
      },
      { code: 'TEST.OPENAPI', location: { file: 'src/components/sample', line: 1, column: 1 } },
    ]);
  });

  it('names what is left running, and where it was made', async () => {
    let timer: NodeJS.Timeout | undefined;
    let unreferenced: NodeJS.Timeout | undefined;
    const server = createServer();
    const listener = () => undefined;
    const leaking = moduleThat(() => {
      timer = setInterval(() => undefined, 1_000);
      unreferenced = setInterval(() => undefined, 1_000).unref();
      server.listen(0, '127.0.0.1');
      process.on('SIGUSR2', listener);
    });

    const { unmount = [] } = await failuresOf(leaking);
    clearInterval(timer);
    clearInterval(unreferenced);
    server.close();
    process.off('SIGUSR2', listener);

    expect(unmount.map(({ message }) => message)).toEqual([
      'After unmounting, an interval is left.',
      'After unmounting, an interval is left.',
      'After unmounting, a server is left.',
      "After unmounting, a listener of process.on('SIGUSR2') is left.",
    ]);
    expect(unmount[0]).toMatchObject({
      hint: expect.stringContaining('onModuleDestroy()'),
      stack: expect.stringMatching(/conformance\.test\.ts:\d+/),
    });
  });

  it('names database connections that are left', async () => {
    let client: Client | undefined;
    @Injectable()
    class OwnClient implements OnModuleInit {
      constructor(@Inject(DATABASE_OPTIONS) private readonly options: DatabaseOptions) {}
      async onModuleInit() {
        client = new Client(this.options.url);
        client.on('error', () => undefined);
        await client.connect();
      }
    }
    @Module({ providers: [OwnClient] })
    class SampleModule {}

    const { unmount = [] } = await failuresOf(SampleModule);
    await client?.end();

    expect(unmount.map(({ message }) => message)).toContain(
      'After unmounting, a database connection is left.',
    );
  });

  it('is not disturbed by what ends in its time', async () => {
    let timer: NodeJS.Timeout | undefined;
    const module = moduleThat(
      () => {
        timer = setInterval(() => undefined, 1_000);
      },
      () => {
        clearInterval(timer);
      },
    );

    expect(await failuresOf(module)).toEqual(clean);
  });

  it('says when the end fails', async () => {
    const module = moduleThat(
      () => undefined,
      () => Promise.reject(new Error('the queue would not close')),
    );

    expect((await failuresOf(module))['unmount']).toMatchObject([
      { message: expect.stringMatching(/^Unmounting failed: .*the queue would not close/) },
    ]);
  });
});
