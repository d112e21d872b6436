import { Module } from '@nestjs/common';
import { accessEnvironmentProvider } from './access-environment.ts';
import { ApiKeysController } from './api-keys/api-keys.controller.ts';
import { ApiKeysService } from './api-keys/api-keys.service.ts';
import { AccessEvents } from './audit/access-events.ts';
import { EventsController } from './audit/events.controller.ts';
import { CreateAdmin } from './commands/create-admin.ts';
import { AuthDoor } from './identity/auth-door.ts';
import { AuthPort } from './identity/auth.port.ts';
import { BetterAuth } from './identity/better-auth.ts';
import { LoggedMail, MailPort } from './identity/mail.port.ts';
import { MembershipsController } from './identity/memberships.controller.ts';
import { PasskeysController } from './identity/passkeys.controller.ts';
import { PasswordController } from './identity/password.controller.ts';
import { SessionsController } from './identity/sessions.controller.ts';
import { SignInController } from './identity/sign-in.controller.ts';
import { MeController } from './me.controller.ts';
import { OrganizationsController } from './organizations/organizations.controller.ts';
import { OrganizationsService } from './organizations/organizations.service.ts';
import { ExternalTokens } from './principals/external-tokens.ts';
import { KeySource } from './principals/key-source.ts';
import { SessionSource } from './principals/session-source.ts';
import { Standings } from './principals/standings.ts';
import { TokenSource } from './principals/token-source.ts';
import { RolesController } from './roles/roles.controller.ts';
import { RolesService } from './roles/roles.service.ts';
import { ServiceTokens } from './services/service-tokens.ts';
import { ServicesController } from './services/services.controller.ts';
import { ServicesService } from './services/services.service.ts';
import { TokenController } from './services/token.controller.ts';
import { UsersController } from './users/users.controller.ts';
import { UsersService } from './users/users.service.ts';

@Module({
  controllers: [
    ApiKeysController,
    EventsController,
    MeController,
    MembershipsController,
    OrganizationsController,
    PasskeysController,
    PasswordController,
    RolesController,
    ServicesController,
    SessionsController,
    SignInController,
    TokenController,
    UsersController,
  ],
  providers: [
    accessEnvironmentProvider,
    AccessEvents,
    ApiKeysService,
    AuthDoor,
    { provide: AuthPort, useClass: BetterAuth },
    { provide: MailPort, useClass: LoggedMail },
    CreateAdmin,
    ExternalTokens,
    KeySource,
    OrganizationsService,
    RolesService,
    ServicesService,
    ServiceTokens,
    SessionSource,
    Standings,
    TokenSource,
    UsersService,
  ],
})
export class AccessModule {}
