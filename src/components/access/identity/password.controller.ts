import { type ServerResponse } from 'node:http';
import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { ApiProblems, Public } from '@/platform';
import { AuthDoor, type DoorRequest } from './auth-door.ts';
import {
  ChangePassword,
  RequestPasswordReset,
  ResetLink,
  ResetPassword,
  SendVerification,
  VerifyEmail,
} from './dto/password.ts';
import { Done } from './dto/sign-in.ts';

/** Passwords and addresses: changed with the old one or through a link in a mail. */
@Controller('access/auth')
export class PasswordController {
  constructor(private readonly door: AuthDoor) {}

  @Post('change-password')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Change the password of the person who is signed in' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 429)
  change(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: ChangePassword }) body: ChangePassword,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Post('request-password-reset')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Ask for a link by mail; the answer is the same whether the address is known' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 403, 429)
  request(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: RequestPasswordReset }) body: RequestPasswordReset,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Get('reset-password/:token')
  @ApiParam({ name: 'token', type: String })
  @Public()
  @ApiOperation({ summary: 'The link of the mail: leads to the page that asks for a new password' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 403, 429)
  openLink(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Query({ schema: ResetLink }) query: ResetLink,
  ): Promise<void> {
    return this.door.pass(request, response, query);
  }

  @Post('reset-password')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Set a new password with the token of the mail; ends all sessions' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 403, 429)
  reset(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: ResetPassword }) body: ResetPassword,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Post('send-verification-email')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Send a link that confirms the address' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 403, 429)
  sendVerification(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: SendVerification }) body: SendVerification,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Get('verify-email')
  @Public()
  @ApiOperation({ summary: 'The link of that mail' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 429)
  verify(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Query({ schema: VerifyEmail }) query: VerifyEmail,
  ): Promise<void> {
    return this.door.pass(request, response, query);
  }
}
