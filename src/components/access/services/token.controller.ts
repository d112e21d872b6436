import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiConsumes, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, Public } from '@/platform';
import { AskToken, TokenView } from './service-views.ts';
import { ServicesService } from './services.service.ts';

@Controller('access/token')
export class TokenController {
  constructor(private readonly services: ServicesService) {}

  @Post()
  @HttpCode(200)
  @Public()
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiOperation({
    summary: 'A short token for the id and secret of a service (client credentials, RFC 6749 4.4)',
  })
  @ApiOkResponse({ standardSchema: TokenView })
  @ApiProblems(400, 401)
  issue(@Body({ schema: AskToken }) body: AskToken): Promise<TokenView> {
    return this.services.issueToken(body);
  }
}
