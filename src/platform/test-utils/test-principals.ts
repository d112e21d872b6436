import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { PrincipalSource, type Principal } from '../index.ts';

const scheme = 'Test ';

/** The principals a test made up; known to its application by a secret of one request to the next. */
@Injectable()
@PrincipalSource()
export class TestPrincipals implements PrincipalSource {
  readonly #principals = new Map<string, Principal>();

  principalOf({ headers }: IncomingMessage): Principal | undefined {
    return this.#principals.get(headers.authorization ?? '');
  }

  /** @returns the headers that stand for a principal: a user without permissions, unless the test says otherwise. */
  credentialsOf(principal: Partial<Principal>): { authorization: string } {
    const authorization = scheme + randomUUID();
    this.#principals.set(authorization, { kind: 'user', id: 'tester', permissions: [], ...principal });
    return { authorization };
  }
}
