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
  TENANT_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'must be a name such as example.org')
    .optional(),
  TENANT_PATH: z
    .string()
    .regex(/^(\/[\w.~-]+)+$/, 'must be a path such as /t')
    .optional(),
  TENANT_HEADER: z
    .string()
    .regex(/^[\w-]+$/, 'must be the name of a header such as x-tenant')
    .optional(),
};

const AccessVariables = z.object(accessVariables);

/** Where requests may name the tenant they are for, besides by whose credentials they bring. */
export interface TenantNaming {
  /** `example.org`: `acme.example.org` is for `acme`. */
  readonly domain: string | undefined;
  /** `/t`: `/t/acme/orders` is `/orders` for `acme`. */
  readonly path: string | undefined;
  /** A header, lower case, that is believed from trusted proxies. */
  readonly header: string | undefined;
}

export interface AccessOptions {
  /** Whether `tessera dev` asks for credentials as production does. */
  readonly enforce: boolean;
  /** Addresses and networks of proxies whose word is taken for who asks (`x-actor`) and from where. */
  readonly trustedProxies: readonly string[];
  readonly tenants: TenantNaming;
}

/** The settings that checked variables stand for. */
export function accessOptions(variables: z.infer<typeof AccessVariables>): AccessOptions {
  return {
    enforce: variables.TESSERA_ACCESS === 'enforce',
    trustedProxies: listOf(variables.TRUSTED_PROXIES),
    tenants: {
      domain: variables.TENANT_DOMAIN?.toLowerCase(),
      path: variables.TENANT_PATH,
      header: variables.TENANT_HEADER?.toLowerCase(),
    },
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
