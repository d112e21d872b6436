import { Inject, Injectable, Logger } from '@nestjs/common';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { ACCESS_ENVIRONMENT, type AccessEnvironment } from '../access-environment.ts';

/** Never `none`, never a secret shared with the issuer. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/** Tokens of the issuer in the settings (OIDC). Its keys are fetched when one is unknown, so that it may rotate them. */
@Injectable()
export class ExternalTokens {
  readonly #logger = new Logger('access');
  readonly #issuer: AccessEnvironment['issuer'];
  readonly #keys: JWTVerifyGetKey | undefined;

  constructor(@Inject(ACCESS_ENVIRONMENT) { issuer }: AccessEnvironment) {
    this.#issuer = issuer;
    this.#keys = issuer && createRemoteJWKSet(new URL(issuer.jwksUrl));
  }

  /**
   * @returns who the token speaks for; undefined when there is no issuer, or the token is not its, is for somewhere
   *   else, or is over.
   */
  async read(token: string): Promise<{ issuer: string; subject: string } | undefined> {
    if (this.#issuer === undefined || this.#keys === undefined) return undefined;
    const { issuer, audience } = this.#issuer;
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        algorithms: ALGORITHMS,
        issuer,
        audience,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: 5,
      });
      return payload.sub === undefined ? undefined : { issuer, subject: payload.sub };
    } catch (error) {
      if (!(error instanceof errors.JOSEError) && !(error instanceof TypeError)) throw error;
      // The operator wants to know when the keys cannot be fetched; of a bad token nothing is kept.
      if (!(error instanceof errors.JWTInvalid || error instanceof errors.JWTExpired)) {
        this.#logger.debug(`A token of ${issuer} was refused: ${error.message}`);
      }
      return undefined;
    }
  }
}
