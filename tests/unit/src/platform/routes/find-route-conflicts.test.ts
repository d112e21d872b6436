import { describe, expect, it } from '@jest/globals';
import {
  describeRouteConflict,
  findRouteConflicts,
} from '../../../../../src/platform/routes/find-route-conflicts.ts';

const route = (component: string | undefined, method: string, path: string) => ({
  component,
  method,
  path,
  handler: `${component ?? 'Platform'}Controller.handle`,
});

describe('findRouteConflicts', () => {
  it('sees through the names of parameters and the case of letters', () => {
    const found = findRouteConflicts([
      route('crm', 'GET', '/users/:id'),
      route('shop', 'GET', '/Users/:name'),
      route('shop', 'POST', '/users/:id'),
      route('shop', 'GET', '/users/:id/posts'),
      route('shop', 'GET', '/users/me'),
    ]);
    expect(found.map(({ first, second }) => [first.component, second.component])).toEqual([['crm', 'shop']]);
  });

  it('names both components and says what to do', () => {
    const [conflict] = findRouteConflicts([route('crm', 'GET', '/users'), route('shop', 'GET', '/users')]);
    expect(conflict && describeRouteConflict(conflict)).toBe(
      'GET /users is claimed by component "crm" and component "shop" (crmController.handle, shopController.handle). ' +
        "Change the path in shopController.handle; a component's routes start with its name: /shop/…",
    );
  });

  it('names a component that fights with itself or with the platform', () => {
    const own = findRouteConflicts([route('crm', 'GET', '/a'), route('crm', 'GET', '/a')]);
    const platform = findRouteConflicts([route(undefined, 'GET', '/'), route('crm', 'GET', '/')]);
    expect(own.map(describeRouteConflict)[0]).toContain('component "crm" twice');
    expect(platform.map(describeRouteConflict)[0]).toContain('the platform and component "crm"');
  });
});
