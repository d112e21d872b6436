import { TenantError } from '../../context/index.ts';
import { afterwards, alone } from './send-in-session.ts';
import { currentSession, type Session, setTenant } from './session.ts';

/** What to send in place of a statement, and which of the answers is the statement's. */
export interface Plan {
  readonly statements: readonly (string | object)[];
  readonly answer: number;
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
      : { statements: ['BEGIN', setTenant(session)], answer: 0 };
  }

  #end(text: string): Plan | undefined {
    this.#isOpen = false;
    if (text !== 'COMMIT' || !this.#hasRaw) return undefined;
    const before = afterwards({ isRaw: true });
    return { statements: [...before, text], answer: before.length };
  }

  #statement(query: object, session: Session): Plan | undefined {
    if (session.isRaw) this.#hasRaw = true;
    const statement = session.isRaw ? alone(query) : query;
    if (session.tenant === undefined) return { statements: [statement], answer: 0 };
    this.#tenant ??= session.tenant;
    if (this.#tenant !== session.tenant) {
      throw new TenantError(
        'ACCESS.TENANT_CHANGED',
        'A query of another tenant is in a transaction that is open for one. Give each tenant a transaction of its own.',
      );
    }
    if (this.#isSet) return { statements: [statement], answer: 0 };
    this.#isSet = true;
    return { statements: [setTenant(session), statement], answer: 1 };
  }
}
