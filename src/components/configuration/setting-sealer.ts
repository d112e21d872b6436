import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable, ServiceUnavailableException } from '@nestjs/common';
import { z } from 'zod';
import { type Prisma } from '@/generated/prisma/client.ts';
import { CONFIGURATION_ENVIRONMENT, type ConfigurationEnvironment } from './configuration-environment.ts';
import { SettingValue } from './setting-value.ts';

const CIPHER = 'aes-256-gcm';

/** What the database holds in place of a sensitive value; all parts base64. */
const SealedValue = z.strictObject({
  sealed: z.literal(1),
  iv: z.string(),
  tag: z.string(),
  text: z.string(),
});
type SealedValue = z.infer<typeof SealedValue>;

/** Encrypts sensitive values, so that neither tables nor backups hold them in clear. */
@Injectable()
export class SettingSealer {
  private readonly key: Buffer | undefined;

  constructor(@Inject(CONFIGURATION_ENVIRONMENT) environment: ConfigurationEnvironment) {
    const { secret } = environment;
    this.key =
      secret === undefined
        ? undefined
        : Buffer.from(hkdfSync('sha256', secret, 'tessera', 'configuration.settings', 32));
  }

  /** Encrypts a value. It opens only under the setting key it was sealed for. */
  seal(settingKey: string, value: Prisma.JsonValue): SealedValue {
    const iv = randomBytes(12);
    const cipher = createCipheriv(CIPHER, this.usableKey(), iv).setAAD(Buffer.from(settingKey));
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return {
      sealed: 1,
      iv: iv.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      text: text.toString('base64'),
    };
  }

  /**
   * @throws ServiceUnavailableException when the secret is missing or not the one that sealed the value, or when the
   *   database holds something that was never sealed.
   */
  open(settingKey: string, stored: unknown): SettingValue {
    const key = this.usableKey();
    const sealed = SealedValue.safeParse(stored).data;
    if (sealed === undefined) {
      throw new ServiceUnavailableException(`The setting "${settingKey}" is sensitive and not sealed`);
    }
    try {
      const decipher = createDecipheriv(CIPHER, key, Buffer.from(sealed.iv, 'base64'))
        .setAAD(Buffer.from(settingKey))
        .setAuthTag(Buffer.from(sealed.tag, 'base64'));
      const text = Buffer.concat([decipher.update(Buffer.from(sealed.text, 'base64')), decipher.final()]);
      return SettingValue.parse(JSON.parse(text.toString('utf8')));
    } catch (cause) {
      throw new ServiceUnavailableException(
        `The setting "${settingKey}" was sealed with another CONFIGURATION_SECRET`,
        { cause },
      );
    }
  }

  private usableKey(): Buffer {
    if (this.key !== undefined) return this.key;
    throw new ServiceUnavailableException('Sensitive settings need CONFIGURATION_SECRET in the environment');
  }
}
