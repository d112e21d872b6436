import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { FileView } from '../files/file-view.ts';
import { UserView } from '../users/user-view.ts';
import { openPrintRoom, type PrintRoom } from './print-room.ts';

const Users = pageOf(UserView);
const Files = pageOf(FileView);

describe('print-jobs users and files', () => {
  let room: PrintRoom;
  beforeAll(async () => {
    room = await openPrintRoom();
  });
  afterAll(() => room.close());

  const createUser = async (name: string) =>
    UserView.parse((await room.http.post('/print-jobs/users', { email: `${name}@x.example`, name })).body);
  const fileBody = (name: string, ownerId = room.user.id) => ({
    ownerId,
    name,
    contentType: 'application/pdf',
    sizeBytes: 2048,
    checksum: 'b'.repeat(64),
    storageRef: `s3://lab/${name}`,
  });

  it('creates, finds, changes and deletes users', async () => {
    const user = await createUser('tomas');

    expect(user).toMatchObject({ active: true });
    expect(await room.http.post('/print-jobs/users', { email: user.email, name: 'Twin' })).toMatchObject({
      status: 409,
    });
    expect(await room.http.patch(`/print-jobs/users/${user.id}`, { active: false })).toMatchObject({
      status: 200,
      body: { active: false, name: 'tomas' },
    });
    const { items } = Users.parse((await room.http.get('/print-jobs/users?active=false')).body);
    expect(items.map(({ id }) => id)).toEqual([user.id]);
    expect(await room.http.delete(`/print-jobs/users/${user.id}`)).toMatchObject({ status: 204 });
    expect(await room.http.delete(`/print-jobs/users/${user.id}`)).toMatchObject({ status: 404 });
  });

  it('keeps a user who has files', async () => {
    expect(await room.http.delete(`/print-jobs/users/${room.user.id}`)).toMatchObject({ status: 409 });
  });

  it('registers files and finds them by owner, checksum and name', async () => {
    const { status, headers, body } = await room.http.post('/print-jobs/files', fileBody('poster.pdf'));
    const file = FileView.parse(body);
    const names = async (query: string) =>
      Files.parse((await room.http.get(`/print-jobs/files?${query}`)).body).items.map(({ name }) => name);

    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/print-jobs/files/${file.id}`);
    expect(await names(`checksum=${'b'.repeat(64)}`)).toEqual(['poster.pdf']);
    expect(await names('q=POST')).toEqual(['poster.pdf']);
    expect(await names(`ownerId=${room.user.id}&sort=sizeBytes`)).toEqual(['part.stl', 'poster.pdf']);
  });

  it.each([2 ** 31, 5_000_000_000, Number.MAX_SAFE_INTEGER])(
    'knows files of %d bytes exactly',
    async (sizeBytes) => {
      const large = { ...fileBody(`large-${sizeBytes}.bin`), sizeBytes };
      const { status, body } = await room.http.post('/print-jobs/files', large);

      expect(status).toBe(201);
      expect(body).toMatchObject({ sizeBytes });
      const { id } = FileView.parse(body);
      expect(await room.http.get(`/print-jobs/files/${id}`)).toMatchObject({ body: { sizeBytes } });
      expect(await room.http.get(`/print-jobs/files?q=${large.name}`)).toMatchObject({
        body: { items: [{ sizeBytes }] },
      });
    },
  );

  it.each([0, 1.5, Number.MAX_SAFE_INTEGER + 1, '2048'])('refuses a size of %j bytes', async (sizeBytes) => {
    const wrong = { ...fileBody('wrong.bin'), sizeBytes };
    expect(await room.http.post('/print-jobs/files', wrong)).toMatchObject({ status: 400 });
  });

  it('refuses a reference that is taken, an unknown owner and a wrong checksum', async () => {
    expect(await room.http.post('/print-jobs/files', fileBody('once.pdf'))).toMatchObject({ status: 201 });
    expect(await room.http.post('/print-jobs/files', fileBody('once.pdf'))).toMatchObject({ status: 409 });
    const unknown = fileBody('x.pdf', '6f1c2f38-5a1b-4a63-9d3c-0a4b8b1f0e11');
    expect(await room.http.post('/print-jobs/files', unknown)).toMatchObject({ status: 409 });
    const wrong = { ...fileBody('y.pdf'), checksum: 'no' };
    expect(await room.http.post('/print-jobs/files', wrong)).toMatchObject({ status: 400 });
  });

  it('forgets a file unless a job names it', async () => {
    const file = FileView.parse((await room.http.post('/print-jobs/files', fileBody('free.pdf'))).body);
    await room.job();

    expect(await room.http.delete(`/print-jobs/files/${file.id}`)).toMatchObject({ status: 204 });
    expect(await room.http.delete(`/print-jobs/files/${room.file.id}`)).toMatchObject({ status: 409 });
  });
});
