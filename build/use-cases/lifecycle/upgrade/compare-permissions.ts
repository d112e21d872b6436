import { type DeclaredPermission } from '../../../model/discovered-component.ts';

/** What a new version may be permitted beyond the one before it, and what it asks for no more. */
export interface PermissionChange {
  /** `print-jobs:jobs.claim` and the sentence that it has. */
  readonly added: readonly { readonly name: string; readonly description: string }[];
  readonly removed: readonly string[];
}

/** @param component whose permissions they are */
export function comparePermissions(
  component: string,
  before: readonly DeclaredPermission[] = [],
  after: readonly DeclaredPermission[] = [],
): PermissionChange {
  const [old, now] = [before, after].map((list) => new Set(list.map(({ name }) => name)));
  return {
    added: after
      .filter(({ name }) => !old?.has(name))
      .map(({ name, description }) => ({ name: `${component}:${name}`, description })),
    removed: before.filter(({ name }) => !now?.has(name)).map(({ name }) => `${component}:${name}`),
  };
}
