import { type ServerResponse } from 'node:http';
import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, Public } from '@/platform';
import { AuthDoor, type DoorRequest } from './auth-door.ts';
import {
  AnswerInvitation,
  ChangeMember,
  InviteMember,
  Leave,
  RemoveMember,
  SetActive,
} from './dto/membership.ts';
import { Done } from './dto/sign-in.ts';

/** What members do with their organisations themselves; the library checks owner, admin and member. */
@Controller('access/auth/organization')
export class MembershipsController {
  constructor(private readonly door: AuthDoor) {}

  @Get('list')
  @Public()
  @ApiOperation({ summary: 'The organisations of the person who is signed in' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(401, 429)
  list(@Req() request: DoorRequest, @Res() response: ServerResponse): Promise<void> {
    return this.door.pass(request, response);
  }

  @Post('set-active')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Choose the organisation to work in, or none' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 404, 429)
  setActive(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: SetActive }) body: SetActive,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Get('list-user-invitations')
  @Public()
  @ApiOperation({ summary: 'Invitations that wait for the person who is signed in' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 429)
  invitations(@Req() request: DoorRequest, @Res() response: ServerResponse): Promise<void> {
    return this.door.pass(request, response);
  }

  @Post('invite-member')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Invite a person by mail' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 404, 429)
  invite(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: InviteMember }) body: InviteMember,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Post('cancel-invitation')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Take an invitation back' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 404, 429)
  cancel(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: AnswerInvitation }) body: AnswerInvitation,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Post('accept-invitation')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: "Accept an invitation to one's own address" })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 404, 429)
  accept(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: AnswerInvitation }) body: AnswerInvitation,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Post('reject-invitation')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: "Reject an invitation to one's own address" })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 404, 429)
  reject(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: AnswerInvitation }) body: AnswerInvitation,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Post('update-member-role')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Make a member an owner, an admin or a member' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 404, 429)
  changeMember(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: ChangeMember }) body: ChangeMember,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Post('remove-member')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Remove a member' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 404, 429)
  remove(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: RemoveMember }) body: RemoveMember,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }

  @Post('leave')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Leave an organisation' })
  @ApiOkResponse({ standardSchema: Done })
  @ApiProblems(400, 401, 403, 404, 429)
  leave(
    @Req() request: DoorRequest,
    @Res() response: ServerResponse,
    @Body({ schema: Leave }) body: Leave,
  ): Promise<void> {
    return this.door.pass(request, response, body);
  }
}
