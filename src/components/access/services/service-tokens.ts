import { hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { ACCESS_ENVIRONMENT, type AccessEnvironment } from '../access-environment.ts';

const ALGORITHM = 'HS256';

/** How long a token of a service holds, in seconds. What ends it earlier is looked up with every request. */
export const TOKEN_LIFE = 10 * 60;

/** Tokens of our own for services: they say who, the table says what the service may. */
@Injectable()
export class ServiceTokens {
  readonly #key: Uint8Array;
  readonly #issuer: string;

  constructor(@Inject(ACCESS_ENVIRONMENT) { secret, url }: AccessEnvironment) {
    this.#key = new Uint8Array(hkdfSync('sha256', secret, 'tessera', 'access.service-tokens', 32));
    this.#issuer = url;
  }

  issue(serviceId: string): Promise<string> {
    return new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt' })
      .setSubject(serviceId)
      .setIssuer(this.#issuer)
      .setAudience(this.#issuer)
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_LIFE}s`)
      .sign(this.#key);
  }

  /** @returns the service's id; undefined for a token that is not ours, is changed or is over. */
  async read(token: string): Promise<string | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [ALGORITHM],
        typ: 'at+jwt',
        issuer: this.#issuer,
        audience: this.#issuer,
      });
      return payload.sub;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}
