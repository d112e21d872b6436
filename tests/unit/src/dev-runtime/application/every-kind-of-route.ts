import {
  All,
  type CanActivate,
  Controller,
  ForbiddenException,
  Get,
  HttpCode,
  Injectable,
  Module,
  Next,
  Options,
  Param,
  ParseIntPipe,
  Post,
  Redirect,
  Scope,
  UseGuards,
} from '@nestjs/common';
import { RouterModule } from '@nestjs/core';

@Injectable()
class Refuse implements CanActivate {
  canActivate(): boolean {
    throw new ForbiddenException('not you');
  }
}

// Declared from the least to the most specific, so that an order by declaration would answer otherwise.
@Controller()
class AnywhereController {
  @Get('*rest')
  rest(): string {
    return 'rest';
  }

  @Get(':any/me')
  me(): string {
    return 'anyone';
  }

  @Get('tags/all')
  tags(): string {
    return 'all tags';
  }
}

@Controller('Users')
class UsersController {
  @Get(':id')
  one(@Param('id', ParseIntPipe) id: number): string {
    return `user ${String(id)}`;
  }

  @Get('first')
  first(): string {
    return 'first user';
  }

  @Get('passed')
  passed(@Next() next: () => void): void {
    next();
  }

  @Post()
  @HttpCode(202)
  create(): string {
    return 'created';
  }

  @Get('moved')
  @Redirect('/users/first', 301)
  moved(): void {
    // The decorator says it all.
  }

  @Get('secret')
  @UseGuards(Refuse)
  secret(): string {
    return 'secret';
  }
}

@Controller({ path: ['users', 'people/:group'], scope: Scope.REQUEST })
class PeopleController {
  @Get('list')
  list(): string {
    return 'list';
  }

  @Options('list')
  options(): string {
    return 'own options';
  }

  @All('any')
  any(): string {
    return 'any';
  }
}

@Controller({ path: 'hosted', host: 'elsewhere.example' })
class HostedController {
  @Get()
  get(): string {
    return 'hosted';
  }
}

@Module({ controllers: [HostedController, PeopleController] })
class PeopleModule {}

@Controller('panel{/:tab}')
class PanelController {
  @Get()
  tab(@Param('tab') tab = 'none'): string {
    return tab;
  }
}

@Module({ controllers: [PanelController] })
class PanelModule {}

/** Routes of every kind that Nest knows, in an order that is not the one they are asked in. */
@Module({
  imports: [PeopleModule, PanelModule, RouterModule.register([{ path: 'admin', module: PanelModule }])],
  controllers: [AnywhereController, UsersController],
})
export class WholeModule {}

/** As `METHOD path`: what matches, what nearly does, and what nobody has. */
export const requests = [
  ...['GET /', 'GET /tags/all', 'GET /tags/me', 'GET /nowhere', 'GET /nowhere/at/all', 'GET //users/first'],
  ...[
    'GET /users/1',
    'GET /USERS/2/',
    'GET /users/first',
    'GET /users/x',
    'GET /users/me',
    'GET /users/passed',
  ],
  ...['GET /%75sers/first', 'GET /users/first?x=/tags/all', 'GET /users/moved', 'GET /users/secret'],
  ...['POST /users', 'DELETE /users', 'HEAD /users/first', 'OPTIONS /users/first', 'OPTIONS /users/list'],
  ...[
    'GET /users/list',
    'GET /people/3/list',
    'PUT /people/3/any',
    'GET /hosted',
    'GET /admin',
    'GET /admin/panel',
  ],
  ...['GET /admin/panel/two', 'GET /panel'],
];
