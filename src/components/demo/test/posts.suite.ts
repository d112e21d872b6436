import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { DemoModule } from '../demo.module.ts';
import { PostView } from '../posts/post-view.ts';

const Posts = pageOf(PostView);
const unknown = '6f1c2f38-5a1b-4a63-9d3c-0a4b8b1f0e11';

describe('demo/posts', () => {
  let app: TestApp;
  let http: HttpClient;
  let ada: string;
  let grace: string;

  beforeAll(async () => {
    app = await startApp(DemoModule);
    http = app.as({ permissions: ['demo:*'] });
    const [first, second] = await app.prisma.demoUser.createManyAndReturn({
      data: [
        { email: 'ada@example.org', name: 'Ada' },
        { email: 'grace@example.org', name: 'Grace' },
      ],
    });
    ada = first?.id ?? '';
    grace = second?.id ?? '';
  });
  afterAll(() => app.close());

  const create = async (title: string, authorId = ada, content?: string) =>
    PostView.parse((await http.post('/demo/posts', { title, authorId, content })).body);
  const titles = async (path: string) =>
    Posts.parse((await http.get(path)).body).items.map((post) => post.title);

  it('creates a draft and says where it is', async () => {
    const { status, headers, body } = await http.post('/demo/posts', { title: 'Hello', authorId: ada });
    const post = PostView.parse(body);

    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/demo/posts/${post.id}`);
    expect(post).toMatchObject({ title: 'Hello', content: null, status: 'DRAFT', authorId: ada });
  });

  it('refuses a post of an unknown author with 409', async () => {
    expect(await http.post('/demo/posts', { title: 'Orphan', authorId: unknown })).toMatchObject({
      status: 409,
    });
  });

  it('publishes a draft, archives it, and never goes back', async () => {
    const { id } = await create('Life of a post');

    expect(await http.post(`/demo/posts/${id}/publish`)).toMatchObject({
      status: 200,
      body: { status: 'PUBLISHED' },
    });
    expect(await http.post(`/demo/posts/${id}/publish`)).toMatchObject({ status: 409 });
    expect(await http.post(`/demo/posts/${id}/archive`)).toMatchObject({
      status: 200,
      body: { status: 'ARCHIVED' },
    });
    expect(await http.post(`/demo/posts/${id}/archive`)).toMatchObject({ status: 409 });
    const refused = await http.post(`/demo/posts/${id}/publish`);
    expect(refused).toMatchObject({
      status: 409,
      body: { detail: 'Cannot publish a post that is ARCHIVED; it has to be DRAFT.' },
    });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
  });

  it('lets one of two publishers at the same moment win', async () => {
    const { id } = await create('Race');

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => http.post(`/demo/posts/${id}/publish`)),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
  });

  it('does not take a status from a patch', async () => {
    const { id } = await create('Patched');

    expect(await http.patch(`/demo/posts/${id}`, { status: 'PUBLISHED' })).toMatchObject({ status: 400 });
    expect(await http.patch(`/demo/posts/${id}`, { title: 'New title' })).toMatchObject({
      status: 200,
      body: { title: 'New title', status: 'DRAFT' },
    });
  });

  it('filters by status, author and text, and sorts', async () => {
    const b = await create('filter b', grace, 'needle');
    await create('filter a', grace);
    await create('filter c', ada, 'NEEDLE in capitals');
    await http.post(`/demo/posts/${b.id}/publish`);

    expect(await titles('/demo/posts?q=filter&sort=title')).toEqual(['filter a', 'filter b', 'filter c']);
    expect(await titles('/demo/posts?q=needle&sort=-title')).toEqual(['filter c', 'filter b']);
    expect(await titles(`/demo/posts?q=filter&authorId=${grace}&status=PUBLISHED`)).toEqual(['filter b']);
    expect(await titles('/demo/posts?q=%25')).toEqual([]);
    expect(await http.get('/demo/posts?statsu=DRAFT')).toMatchObject({ status: 400 });
    expect(await http.get('/demo/posts?status=LOST')).toMatchObject({ status: 400 });
  });

  it('walks through all pages without losing or repeating a post', async () => {
    for (let n = 0; n < 7; n++) await create(`walk ${n}`);

    const seen: string[] = [];
    let cursor = '';
    do {
      const path = `/demo/posts?q=walk&limit=3${cursor && `&cursor=${cursor}`}`;
      const page = Posts.parse((await http.get(path)).body);
      seen.push(...page.items.map((post) => post.title));
      cursor = page.nextCursor ?? '';
    } while (cursor);

    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `walk ${n}`));
  });

  it("lists a user's posts, and answers 404 for an unknown user", async () => {
    await create('mine', ada);

    const mine = Posts.parse((await http.get(`/demo/users/${ada}/posts?limit=100`)).body).items;

    expect(mine.map((post) => post.title)).toContain('mine');
    expect(new Set(mine.map((post) => post.authorId))).toEqual(new Set([ada]));
    expect(await http.get(`/demo/users/${unknown}/posts`)).toMatchObject({ status: 404 });
  });

  it('deletes a post', async () => {
    const { id } = await create('Gone');

    expect(await http.delete(`/demo/posts/${id}`)).toMatchObject({ status: 204 });
    expect(await http.delete(`/demo/posts/${id}`)).toMatchObject({ status: 404 });
    expect(await http.post(`/demo/posts/${id}/publish`)).toMatchObject({ status: 404 });
  });
});
