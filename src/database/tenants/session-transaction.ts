import { TenantError } from '../../context/index.ts';
import { afterwards, alone } from './send-in-session.ts';
import { currentSession, type Session, setTenant } from './session.ts';

/** What to send in place of a statement, and which of the answers is the statement's. */
export interface Plan {
  readonly statements: readonly (string | object)[];
  readonly answer: number;
  /** Which of them tells PostgreSQL the tenant. */
  readonly setting?: number | undefined;
  readonly session?: Session | undefined;
}

/**
 * The tenant of the transaction that is open on a connection. It is set with BEGIN, or with the first query that has one,
 * and stays: rows of another tenant in the same transaction are a mistake.
 */
export class SessionTransaction {
  #isOpen = false;
  #tenant: string | undefined;
  /** Whether PostgreSQL knows it: going back to a savepoint forgets what was set since. */
  #isSet = false;
  #isSetAtBegin = false;
  #hasRaw = false;

  /** @returns undefined: send it as it is. @throws TenantError */
  plan(text: string, query: unknown): Plan | undefined {
    const session = currentSession();
    switch (text) {
      case 'BEGIN':
        return this.#begin(session);
      case 'COMMIT':
      case 'ROLLBACK':
        return this.#end(text);
      default:
        if (!this.#isOpen) return undefined;
        if (text.startsWith('ROLLBACK TO SAVEPOINT')) this.#isSet = this.#isSetAtBegin;
        return session === undefined || typeof query !== 'object' || query === null
          ? undefined
          : this.#statement(query, session);
    }
  }

  #begin(session: Session | undefined): Plan | undefined {
    this.#isOpen = true;
    this.#hasRaw = false;
    this.#tenant = session?.tenant;
    this.#isSet = this.#isSetAtBegin = this.#tenant !== undefined;
    return session?.tenant === undefined
      ? undefined
      : { statements: ['BEGIN', setTenant(session)], answer: 0, setting: 1, session };
  }

  #end(text: string): Plan | undefined {
    this.#isOpen = false;
    if (text !== 'COMMIT' || !this.#hasRaw) return undefined;
    const before = afterwards({ isRaw: true });
    return { statements: [...before, text], answer: before.length };
  }

  #statement(query: object, session: Session): Plan | undefined {
    const before = this.#setting(session);
    if (session.isRaw) {
      this.#hasRaw = true;
      // It may have named another tenant, or become the role for all of them.
      this.#isSet = this.#isSetAtBegin = false;
    }
    return {
      statements: [...before, session.isRaw ? alone(query) : query],
      answer: before.length,
      ...(before.length > 0 && { setting: before.length - 1, session }),
    };
  }

  #setting(session: Session): string[] {
    if (session.tenant === undefined) return [];
    this.#tenant ??= session.tenant;
    if (this.#tenant !== session.tenant) {
      throw new TenantError(
        'ACCESS.TENANT_CHANGED',
        'A query of another tenant is in a transaction that is open for one. Give each tenant a transaction of its own.',
      );
    }
    if (this.#isSet) return [];
    this.#isSet = true;
    return this.#hasRaw ? ['SET LOCAL ROLE NONE', setTenant(session)] : [setTenant(session)];
  }
}
