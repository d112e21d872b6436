import { Inject, Injectable, Logger, ServiceUnavailableException } from '@nestjs/common';
import { createRemoteJWKSet, decodeJwt, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
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
   * @throws ServiceUnavailableException when the issuer's keys cannot be had: whether the token is good is not known then.
   */
  async read(token: string): Promise<{ issuer: string; subject: string } | undefined> {
    if (this.#issuer === undefined || this.#keys === undefined) return undefined;
    const { issuer, audience } = this.#issuer;
    try {
      // What is not the issuer's, such as a token of ours that is over, must not have its keys fetched.
      if (decodeJwt(token).iss !== issuer) return undefined;
      const { payload } = await jwtVerify(token, this.#keys, {
        algorithms: ALGORITHMS,
        issuer,
        audience,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: 5,
      });
      return payload.sub === undefined ? undefined : { issuer, subject: payload.sub };
    } catch (error) {
      if (isAboutToken(error)) return undefined;
      this.#logger.error(`The keys of ${issuer} cannot be had (ACCESS_JWKS_URL): ${String(error)}`);
      throw new ServiceUnavailableException(
        'The issuer of this token cannot be asked for its keys at the moment.',
      );
    }
  }
}

/** Not of the keys: jose tells of those with two classes and, for another answer than 200, with the base of all. */
function isAboutToken(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError) || error.code === errors.JOSEError.code) return false;
  return !(error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid);
}
