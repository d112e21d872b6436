/**
 * Whether what was granted includes a permission.
 *
 * @param granted names of permissions, or patterns: `print-jobs:jobs.*` (everything below), `print-jobs:*` (everything
 * of a component), `*` (everything). Any other text with a star grants nothing.
 */
export function holdsPermission(granted: readonly string[], permission: string): boolean {
  return granted.some((grant) => {
    if (grant === '*' || grant === permission) return true;
    return /^[^*:]+:([^*:]+\.)?\*$/.test(grant) && permission.startsWith(grant.slice(0, -1));
  });
}
