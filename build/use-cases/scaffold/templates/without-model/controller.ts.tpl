import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, Requires } from 'nestjs-tessera/platform';
import { {{Component}}Service } from './{{component}}.service.ts';

const Greet = z.strictObject({ name: z.string().trim().min(1).max(100).default('world') });
type Greet = z.infer<typeof Greet>;

const GreetingView = z.object({ text: z.string() });
type GreetingView = z.infer<typeof GreetingView>;

@Controller('{{component}}/greetings')
export class {{Component}}Controller {
  constructor(private readonly service: {{Component}}Service) {}

  @Requires('{{component}}:greetings.read')
  @Get()
  @ApiOperation({ summary: 'Greet somebody' })
  @ApiOkResponse({ standardSchema: GreetingView })
  @ApiProblems(400)
  greet(@Query({ schema: Greet }) query: Greet): GreetingView {
    return { text: this.service.greet(query.name) };
  }
}
