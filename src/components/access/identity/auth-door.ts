import { type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { ForbiddenException, HttpException, Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { z } from 'zod';
import { ACCESS_ENVIRONMENT, type AccessEnvironment } from '../access-environment.ts';
import { AccessEvents } from '../audit/access-events.ts';
import { isFromOwnPage } from '../principals/is-from-own-page.ts';
import { CLIENT_ADDRESS_HEADER } from './auth-paths.ts';
import { AuthPort } from './auth.port.ts';
import { SESSION_COOKIE } from './session-cookie.ts';
import { webHeadersOf } from './web-headers.ts';

/** What both HTTP adapters of Nest give of a request. */
export interface DoorRequest {
  readonly method: string;
  /** Path and query as they were asked for. */
  readonly originalUrl: string;
  readonly headers: IncomingHttpHeaders;
  /** Address of the caller, seen through trusted proxies only. */
  readonly ip?: string | undefined;
}

/** How the library says what is wrong. */
const Refusal = z.object({ message: z.string() });

/** Leads a request of one of our routes to the library and its answer back, whatever HTTP adapter Nest runs on. */
@Injectable()
export class AuthDoor {
  constructor(
    @Inject(ACCESS_ENVIRONMENT) private readonly environment: AccessEnvironment,
    private readonly auth: AuthPort,
    private readonly events: AccessEvents,
    private readonly host: HttpAdapterHost,
  ) {}

  /**
   * @param input what the schema of the route let through: the body, or the query of a GET
   * @throws HttpException for every answer from 400 up, so that it leaves as a problem like all others.
   */
  async pass(request: DoorRequest, response: ServerResponse, input: object = {}): Promise<void> {
    await this.#refuseSuspended(request);
    const answer = await this.auth.answer(this.#webRequest(request, input));
    const text = await answer.text();
    await this.events.recordSignIn(request, input, answer.status, text);
    const { httpAdapter } = this.host;
    for (const cookie of answer.headers.getSetCookie()) {
      httpAdapter.appendHeader(response, 'set-cookie', cookie);
    }
    if (answer.status >= 400) throw refusalOf(answer, text);
    for (const name of ['content-type', 'location']) {
      const value = answer.headers.get(name);
      if (value !== null) httpAdapter.setHeader(response, name, value);
    }
    httpAdapter.setHeader(response, 'cache-control', 'no-store');
    httpAdapter.reply(response, text, answer.status);
  }

  /** The library does not know what a suspension is. */
  async #refuseSuspended(request: DoorRequest): Promise<void> {
    if (!SESSION_COOKIE.test(request.headers.cookie ?? '')) return;
    const signedIn = await this.auth.readSession(webHeadersOf(request.headers));
    if (signedIn?.isSuspended) throw new ForbiddenException('This person is suspended.');
  }

  #webRequest(request: DoorRequest, input: object): Request {
    const headers = webHeadersOf(request.headers);
    headers.set(CLIENT_ADDRESS_HEADER, request.ip ?? '');
    // The library knows one origin. Which pages may act is decided here, as for every other request.
    if (headers.has('origin') && isFromOwnPage(request, this.environment.trustedOrigins)) {
      headers.set('origin', new URL(this.environment.url).origin);
    }
    // The body was read by Nest and is written anew.
    headers.delete('content-length');
    const url = new URL(request.originalUrl, this.environment.url);
    if (request.method === 'GET') {
      for (const [name, value] of Object.entries(input)) url.searchParams.set(name, String(value));
      return new Request(url, { headers });
    }
    headers.set('content-type', 'application/json');
    return new Request(url, { method: request.method, headers, body: JSON.stringify(input) });
  }
}

function refusalOf(answer: Response, text: string): HttpException {
  const retryAfter = Number(answer.headers.get('x-retry-after') ?? Number.NaN);
  return new HttpException(
    {
      message: messageOf(text) ?? (answer.status === 401 ? 'Sign in first.' : undefined),
      ...(Number.isFinite(retryAfter) && { retryAfter }),
    },
    answer.status,
  );
}

function messageOf(text: string): string | undefined {
  try {
    return Refusal.safeParse(JSON.parse(text)).data?.message;
  } catch {
    // An answer without a body.
    return undefined;
  }
}
