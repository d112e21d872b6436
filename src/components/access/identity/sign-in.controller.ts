import { type ServerResponse } from 'node:http';
import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, Public } from '@/platform';
import { AuthDoor, type DoorRequest } from './auth-door.ts';
import { Done, SignIn, SignUp, SignedInView } from './dto/sign-in.ts';

/** Signing in and out. The library checks what it is given and counts attempts. */
@Controller('access/auth')
export class SignInController {
  constructor(private readonly door: AuthDoor) {}

  @Post('sign-in/email')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Sign in with a password; the answer sets a cookie' })
  @ApiOkResponse({ standardSchema: SignedInView })
  @ApiProblems(400, 401, 403, 429)
  signIn(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: SignIn }) body: SignIn,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Post('sign-up/email')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Sign up, where the setting ACCESS_SIGN_UP allows it' })
  @ApiOkResponse({ standardSchema: SignedInView })
  @ApiProblems(400, 403, 422, 429)
  signUp(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: SignUp }) body: SignUp,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Post('sign-out')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'End this session' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 403, 429)
  signOut(@Req() request: DoorRequest, @Res() response: ServerResponse): Promise<void> {
    return this.door.pass(request, response);
  }

  @Get('get-session')
  @Public()
  @ApiOperation({ summary: 'The session of this browser, or null; extends its time' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(429)
  session(@Req() request: DoorRequest, @Res() response: ServerResponse): Promise<void> {
    return this.door.pass(request, response);
  }
}
