/** Who may call a server from a browser. */
export interface OriginPolicy {
  /** Names it is known by, lower case; `.example.org` stands for all names below it. Undefined: any. */
  readonly hosts: readonly string[] | undefined;
  /** Origins of other sites whose pages may write, such as `https://admin.example.org`. */
  readonly trustedOrigins: readonly string[];
}

/** What every machine calls itself. Addresses need no entry: a page cannot make its own name lead to another name. */
const ownNames = ['localhost', '.localhost'];

/**
 * The policy that settings stand for. A development server has no secret but that it cannot be reached from outside,
 * and any web page could reach it through a name of its own that leads to 127.0.0.1 (DNS rebinding).
 *
 * @param host what the server listens on
 */
export function originPolicy(settings: {
  isDevelopment: boolean;
  host: string;
  allowedHosts: readonly string[];
  trustedOrigins: readonly string[];
}): OriginPolicy {
  const { isDevelopment, host, allowedHosts, trustedOrigins } = settings;
  const isOpen = !isDevelopment && allowedHosts.length === 0;
  return { hosts: isOpen ? undefined : [...ownNames, host.toLowerCase(), ...allowedHosts], trustedOrigins };
}

/** The words of a comma-separated variable, lower case. */
export function listOf(variable: string | undefined): string[] {
  return (variable ?? '')
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');
}
