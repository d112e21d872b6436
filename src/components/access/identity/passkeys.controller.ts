import { type ServerResponse } from 'node:http';
import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, Public } from '@/platform';
import { AuthDoor, type DoorRequest } from './auth-door.ts';
import { DeletePasskey, RenamePasskey, VerifyAuthentication, VerifyRegistration } from './dto/passkey.ts';
import { Done } from './dto/sign-in.ts';

/** Passkeys (WebAuthn), as the client of better-auth speaks. */
@Controller('access/auth/passkey')
export class PasskeysController {
  constructor(private readonly door: AuthDoor) {}

  @Get('generate-register-options')
  @Public()
  @ApiOperation({ summary: 'Begin to register a passkey for the person who is signed in' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(401, 403, 429)
  registerOptions(@Req() request: DoorRequest, @Res() response: ServerResponse): Promise<void> {
    return this.door.pass(request, response);
  }

  @Post('verify-registration')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Register the passkey that the browser made' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 429)
  verifyRegistration(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: VerifyRegistration }) body: VerifyRegistration,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Get('generate-authenticate-options')
  @Public()
  @ApiOperation({ summary: 'Begin to sign in with a passkey' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(429)
  authenticateOptions(@Req() request: DoorRequest, @Res() response: ServerResponse): Promise<void> {
    return this.door.pass(request, response);
  }

  @Post('verify-authentication')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Sign in with what the browser signed' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 429)
  verifyAuthentication(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: VerifyAuthentication }) body: VerifyAuthentication,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Get('list-user-passkeys')
  @Public()
  @ApiOperation({ summary: 'The passkeys of the person who is signed in' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(401, 429)
  list(@Req() request: DoorRequest, @Res() response: ServerResponse): Promise<void> {
    return this.door.pass(request, response);
  }

  @Post('update-passkey')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: "Rename a passkey of one's own" })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 404, 429)
  rename(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: RenamePasskey }) body: RenamePasskey,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Post('delete-passkey')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: "Remove a passkey of one's own" })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 404, 429)
  remove(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: DeletePasskey }) body: DeletePasskey,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }
}
