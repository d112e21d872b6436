import { z } from 'zod';

const WithId = z.object({ id: z.string() });
const password = 'correct horse battery staple';

/**
 * Makes a person with an organisation and a role, over HTTP as an administrator does, and signs them in.
 *
 * @param administrator headers of one who may do everything
 * @returns the organisation's id, and the cookies of a session that works in it
 */
export async function signIn(
  origin: string,
  administrator: Readonly<Record<string, string>>,
): Promise<{ organization: string; cookie: string }> {
  const send = async (path: string, body: unknown, headers: Readonly<Record<string, string>>) => {
    const answer = await fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, ...headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  const make = async (path: string, body: unknown) =>
    WithId.parse(await (await send(path, body, administrator)).json()).id;
  const person = { name: 'Ada', email: 'ada@example.org', password };
  const userId = await make('/access/users', person);
  const organization = await make('/access/organizations', { name: 'Acme', slug: 'acme', ownerId: userId });
  const role = { name: 'reader', description: 'Reads', permissions: ['rooms:read'] };
  const roleId = await make('/access/roles', role);
  await make(`/access/roles/${roleId}/assignments`, { userId, organizationId: organization });
  const signedIn = await send('/access/auth/sign-in/email', { email: person.email, password }, {});
  const cookie = cookiesOf(signedIn);
  const active = await send(
    '/access/auth/organization/set-active',
    { organizationId: organization },
    { cookie },
  );
  const renewed = cookiesOf(active);
  return { organization, cookie: renewed === '' ? cookie : renewed };
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');
}
