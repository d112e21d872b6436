import { describe, expect, it } from '@jest/globals';
import { overview } from '../../../../../src/platform/page/overview.ts';
import { renderPage } from '../../../../../src/platform/page/render-page.ts';

const component = {
  name: 'crm',
  version: '1.2.0',
  description: `<script>alert("1")</script> & 'friends'`,
  path: 'src/components/crm',
  requires: ['users'],
  optional: false,
  models: ['Deal<T>'],
  module: undefined,
};
const routes = [
  {
    ...{ method: 'POST', path: '/crm/b', component: 'crm', handler: 'X.y' },
    access: { kind: 'requires', permissions: ['crm:b.write'] } as const,
  },
  {
    ...{ method: 'GET', path: '/crm/b', component: 'crm', handler: 'X.y' },
    access: { kind: 'public' } as const,
  },
  { method: 'GET', path: '/crm/a/"><img src=x>', component: 'crm', handler: 'X.y' },
  { method: 'GET', path: '/health', component: undefined, handler: 'X.y' },
];
const view = overview({ components: [component], migrations: [] }, routes, '0.1.0');

describe('overview', () => {
  it("lists a component's own routes by path", () => {
    expect(view.components[0]?.routes).toEqual([
      { method: 'GET', path: '/crm/a/"><img src=x>', access: 'none' },
      { method: 'GET', path: '/crm/b', access: 'public' },
      { method: 'POST', path: '/crm/b', access: 'crm:b.write' },
    ]);
  });
});

describe('renderPage', () => {
  const page = renderPage(view).replaceAll(/\s+/g, ' ');

  it('escapes what authors wrote', () => {
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;friends&#39;');
    expect(page).toContain('<code>Deal&lt;T&gt;</code>');
    expect(page).not.toMatch(/<script|<img/);
  });

  it('loads nothing from elsewhere', () => {
    expect(page.replaceAll(/&\w+;|<code>.*?<\/code>/g, '')).not.toMatch(/https?:|src=|@import|url\(/);
  });

  it('counts in words and shows versions', () => {
    expect(page).toContain('1 component, 1 model, 3 routes');
    expect(page).toContain('<span class="version">1.2.0</span>');
  });

  it('tells how to begin when there is nothing', () => {
    const empty = renderPage(overview({ components: [], migrations: [] }, [], '0.1.0'));
    expect(empty).toContain('No component yet');
    expect(empty).toMatch(/0 components, 0 models,\s+0 routes/);
  });
});
