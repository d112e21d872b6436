import { z } from 'zod';
import { listOf } from '../../http/index.ts';
import { isAddressOrNetwork } from './address-list.ts';

/** Injects the settings of access control. */
export const ACCESS_OPTIONS = Symbol('tessera:access-options');

export const accessVariables = {
  TESSERA_ACCESS: z.enum(['enforce']).optional(),
  TRUSTED_PROXIES: z
    .string()
    .refine(
      (list) => listOf(list).every(isAddressOrNetwork),
      'must be addresses such as 127.0.0.1, 10.0.0.0/8',
    )
    .optional(),
};

const AccessVariables = z.object(accessVariables);

export interface AccessOptions {
  /** Whether `tessera dev` asks for credentials as production does. */
  readonly enforce: boolean;
  /** Addresses and networks of proxies whose word is taken for who asks (`x-actor`) and from where. */
  readonly trustedProxies: readonly string[];
}

/** The settings that checked variables stand for. */
export function accessOptions(variables: z.infer<typeof AccessVariables>): AccessOptions {
  return {
    enforce: variables.TESSERA_ACCESS === 'enforce',
    trustedProxies: listOf(variables.TRUSTED_PROXIES),
  };
}

/**
 * The settings an environment describes.
 *
 * @throws ZodError naming every wrong variable.
 */
export function readAccessOptions(environment: NodeJS.ProcessEnv): AccessOptions {
  return accessOptions(AccessVariables.parse(environment));
}
