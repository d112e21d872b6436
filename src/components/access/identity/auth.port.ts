/** A person whose session a request carries. */
export interface SignedIn {
  readonly sessionId: string;
  readonly userId: string;
  /** The organisation the person works in at the moment; that the person still is its member is not checked here. */
  readonly organizationId: string | undefined;
  /** The library knows nothing of it: users of the session check it. */
  readonly isSuspended: boolean;
}

/** What a new person is made of. */
export interface NewPerson {
  readonly name: string;
  readonly email: string;
  /** Absent: the person sets one through the link of a password reset. */
  readonly password?: string | undefined;
}

/**
 * All that this component asks of the library that signs people in. Passwords, sessions, passkeys and their routes
 * are the library's; who may do what is not.
 */
export abstract class AuthPort {
  /** Answers a request for one of the library's routes below `/access/auth`. */
  abstract answer(request: Request): Promise<Response>;

  /** @returns undefined without a valid session. */
  abstract readSession(headers: Headers): Promise<SignedIn | undefined>;

  /**
   * Makes a person who can sign in.
   *
   * @returns the id.
   * @throws ConflictException when the address is taken, BadRequestException when the password is too short or long.
   */
  abstract createPerson(person: NewPerson): Promise<string>;
}
