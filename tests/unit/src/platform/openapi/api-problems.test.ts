import { Controller, Get, Module } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import { ApiProblems } from '@/platform';

@Controller('things')
class ThingsController {
  @Get()
  @ApiProblems(404, 409)
  get(): string {
    return 'thing';
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

describe('ApiProblems', () => {
  it('documents each status as a problem with one shared schema', async () => {
    const app = (
      await Test.createTestingModule({ imports: [ThingsModule] }).compile()
    ).createNestApplication();
    const document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    const problem = {
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };

    expect(document.paths['/things']?.get?.responses).toMatchObject({
      404: { description: 'Not Found', ...problem },
      409: { description: 'Conflict', ...problem },
    });
    expect(document.components?.schemas).toHaveProperty('Problem.properties.detail');
    await app.close();
  });
});
