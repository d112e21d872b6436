import { type Answer, type TestApp } from '@/platform/test-utils';

export const PASSWORD = 'correct horse battery staple';

/** A browser on a page of the application: keeps its cookies and names its origin. */
export class Browser {
  #cookies = new Map<string, string>();

  constructor(
    private readonly app: Pick<TestApp, 'http' | 'app'>,
    private readonly origin?: string,
  ) {}

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** A second browser with the same cookies, on a page of another site. */
  on(origin: string): Browser {
    const other = new Browser(this.app, origin);
    other.#cookies = new Map(this.#cookies);
    return other;
  }

  get(path: string): Promise<Answer> {
    return this.#send('GET', path);
  }

  post(path: string, body: unknown = {}): Promise<Answer> {
    return this.#send('POST', path, body);
  }

  delete(path: string): Promise<Answer> {
    return this.#send('DELETE', path);
  }

  signIn(email: string, password = PASSWORD): Promise<Answer> {
    return this.post('/access/auth/sign-in/email', { email, password });
  }

  async #send(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers: Record<string, string> = { origin: this.origin ?? (await this.app.app.getUrl()) };
    if (this.#cookies.size > 0) headers['cookie'] = this.cookie;
    const answer = await this.app.http.request(method, path, body, headers);
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  #keep(line: string): void {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=', 2);
    if (value === '' || /max-age=0/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
