import { type ServerResponse } from 'node:http';
import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, Public } from '@/platform';
import { AuthDoor, type DoorRequest } from './auth-door.ts';
import { Done } from './dto/sign-in.ts';
import { RevokeSession } from './dto/session.ts';

/** The sessions of the person who is signed in. */
@Controller('access/auth')
export class SessionsController {
  constructor(private readonly door: AuthDoor) {}

  @Get('list-sessions')
  @Public()
  @ApiOperation({ summary: "Every session of one's own, with address and browser" })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(401, 429)
  list(@Req() request: DoorRequest, @Res() response: ServerResponse): Promise<void> {
    return this.door.pass(request, response);
  }

  @Post('revoke-session')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'End one of them' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 429)
  revoke(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: RevokeSession }) body: RevokeSession,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Post('revoke-sessions')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'End all of them' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(401, 403, 429)
  revokeAll(@Req() request: DoorRequest, @Res() response: ServerResponse): Promise<void> {
    return this.door.pass(request, response);
  }

  @Post('revoke-other-sessions')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'End all but this one' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(401, 403, 429)
  revokeOthers(@Req() request: DoorRequest, @Res() response: ServerResponse): Promise<void> {
    return this.door.pass(request, response);
  }
}
