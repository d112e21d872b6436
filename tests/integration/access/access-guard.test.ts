import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, UnauthorizedException, Injectable } from '@nestjs/common';
import { from, mergeMap } from 'rxjs';
import {
  Actor,
  CurrentPrincipal,
  currentPrincipal,
  Internal,
  type Principal,
  PrincipalSource,
  Public,
  Requires,
} from '../../../src/platform/index.ts';
import { startApp, type TestApp } from '../../../src/platform/test-utils/index.ts';

declare global {
  interface TesseraPermissions {
    'house:rooms.read': true;
    'house:keys.turn': true;
  }
}

@Injectable()
@PrincipalSource()
class Badges implements PrincipalSource {
  principalOf({ headers }: { headers: Record<string, unknown> }): Principal | undefined {
    if (headers['x-badge'] === 'torn') throw new UnauthorizedException('This badge is torn.');
    if (headers['x-badge'] !== 'blue') return undefined;
    return { kind: 'key', id: 'blue', permissions: ['house:*'], tenantId: 'acme' };
  }
}

@Requires('house:rooms.read')
@Controller('house')
class HouseController {
  @Get('rooms')
  rooms(@CurrentPrincipal() principal: Principal, @Actor() actor: string) {
    return { ambient: currentPrincipal(), principal, actor };
  }

  @Get('later')
  later() {
    return from([1]).pipe(mergeMap(async () => Promise.resolve(currentPrincipal().id)));
  }

  @Requires('house:rooms.read', 'house:keys.turn')
  @Get('keys')
  keys() {
    return 'turned';
  }

  @Public()
  @Get('door')
  door(@CurrentPrincipal() { id }: Principal) {
    return { id };
  }

  @Internal()
  @Get('cellar')
  cellar() {
    return 'dark';
  }
}

@Module({ controllers: [HouseController], providers: [Badges] })
class HouseModule {}

describe('access to routes', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(HouseModule);
  });
  afterAll(() => app.close());

  it('answers 401 to strangers, says how to do better, and 403 to who lacks the permission', async () => {
    const stranger = await app.http.get('/house/rooms');
    expect(stranger).toMatchObject({ status: 401, body: { status: 401, instance: '/house/rooms' } });
    expect(stranger.headers.get('content-type')).toMatch('application/problem+json');
    expect(stranger.headers.get('www-authenticate')).toBe('Bearer');

    const guest = app.as({ permissions: ['garden:*'] });
    expect(await guest.get('/house/rooms')).toMatchObject({
      status: 403,
      body: { detail: 'This needs the permission house:rooms.read.' },
    });
  });

  it('wants every permission that is asked for', async () => {
    const reader = app.as({ permissions: ['house:rooms.read'] });
    expect(await reader.get('/house/keys')).toMatchObject({
      status: 403,
      body: { detail: 'This needs the permission house:keys.turn.' },
    });
    expect(await app.as({ permissions: ['house:*'] }).get('/house/keys')).toMatchObject({ status: 200 });
  });

  it('gives the principal of a source to handlers, services and audit trails', async () => {
    const blue = { kind: 'key', id: 'blue', permissions: ['house:*'], tenantId: 'acme' };
    const answer = await app.http.get('/house/rooms', { 'x-badge': 'blue' });
    expect(answer.body).toEqual({ ambient: blue, principal: blue, actor: 'key:blue' });
    expect((await app.http.get('/house/later', { 'x-badge': 'blue' })).body).toBe('blue');
  });

  it('refuses wrong credentials with 401, and lets a public route answer all the same', async () => {
    expect(await app.http.get('/house/rooms', { 'x-badge': 'torn' })).toMatchObject({
      status: 401,
      body: { detail: 'This badge is torn.' },
    });
    expect(await app.http.get('/house/door', { 'x-badge': 'torn' })).toMatchObject({
      status: 200,
      body: { id: 'anonymous' },
    });
  });

  it('does not believe x-actor, whatever it says', async () => {
    const forged = { 'x-actor': 'root', 'x-actor-permissions': '*' };
    expect(await app.http.get('/house/rooms', forged)).toMatchObject({ status: 401 });
  });

  it('keeps internal routes for programs of the operator', async () => {
    expect(await app.as({ permissions: ['*'] }).get('/house/cellar')).toMatchObject({ status: 403 });
    expect(await app.as({ kind: 'key', permissions: ['*'] }).get('/house/cellar')).toMatchObject({
      status: 403,
    });
    expect(await app.as({ kind: 'service' }).get('/house/cellar')).toMatchObject({ status: 200 });
  });

  it('says who asks among many that ask at once', async () => {
    const ids = Array.from({ length: 50 }, (_, number) => `tester-${number}`);
    const answers = await Promise.all(ids.map((id) => app.as({ id }).get('/house/door')));
    expect(answers.map(({ body }) => body)).toEqual(ids.map((id) => ({ id })));
  });
});
