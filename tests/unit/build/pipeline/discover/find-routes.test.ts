import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { findRoutes } from '../../../../../build/pipeline/discover/find-routes.ts';

const routes = (source: string) => findRoutes(source).map(({ method, path }) => `${method} ${path}`);
const nest = `import { Controller, Delete, Get, Post, Sse } from '@nestjs/common';\n`;

describe('routes read from decorators', () => {
  it('join the paths of controller and method, wherever they are written', () => {
    expect(
      routes(`${nest}
        const prefix = 'crm/customers' as const;
        @Controller(prefix) export class Customers {
          @Get() list() {}
          @Get(':id') get() {}
          @Post(['/a/', \`b/\${prefix}\`]) make() {}
          @Sse('feed') feed() {}
          helper() {}
        }
        @Controller({ path: ['x', 'y'] }) class Both { @Delete() remove() {} }
        @Controller() class Root { @Get() home() {} }`),
    ).toEqual([
      'GET /crm/customers',
      'GET /crm/customers/:id',
      'POST /crm/customers/a',
      'POST /crm/customers/b/crm/customers',
      'GET /crm/customers/feed',
      'DELETE /x',
      'DELETE /y',
      'GET /',
    ]);
  });

  it('know the decorators under an alias and through a namespace, and nobody else of that name', () => {
    expect(
      routes(`import { Controller as At, Get as Read } from '@nestjs/common';
        import * as nest from '@nestjs/common';
        import { Post } from './mine.ts';
        @At('a') class A { @Read('x') x() {} @nest.Patch('y') y() {} @Post('z') z() {} }
        class NoController { @Read('lost') lost() {} }`),
    ).toEqual(['GET /a/x', 'PATCH /a/y']);
  });

  it('come from a base class of the same file, unless they are written anew', () => {
    expect(
      routes(`${nest}
        abstract class Base { @Get('one') one() {} @Get('two') two() {} }
        @Controller('a') export class A extends Base { @Post('two') two() {} }`),
    ).toEqual(['POST /a/two', 'GET /a/one']);
  });

  it('say what they do not know, and where they are', () => {
    const source = `${nest}// Grüße\n@Controller(ELSEWHERE) class A {\n  @Get(path()) get() {}\n}\n`;
    expect(findRoutes(source)).toEqual([
      { method: 'GET', path: '/<ELSEWHERE>/<…>', handler: 'A.get', offset: source.indexOf('get()') },
    ]);
  });

  it('are the same in compiled code', () => {
    const source = `${nest}
      @Controller('crm') export class Customers {
        @Get(':id') get(id: string) { return id; }
        @Post(['a', 'b']) make() {}
      }
      @Controller() class Root { @Get() home() {} }`;
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
      },
    });
    expect(outputText).toContain('__decorate([');
    expect(routes(outputText)).toEqual(routes(source));
    expect(routes(source)).toEqual(['GET /crm/:id', 'POST /crm/a', 'POST /crm/b', 'GET /']);
  });

  it('are none in a file that cannot be read', () => {
    expect(routes(`${nest}@Controller('x') class {{`)).toEqual([]);
  });
});
