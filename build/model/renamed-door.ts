/** Doors of the platform as they were called before 0.2.0; the name "tessera" belongs to another package in the registry. */
const oldDoor = /^tessera\/(?:platform|database|client|testing|components\/[^/]+)$/;

/** The version that no longer knows the old names. */
export const oldDoorsRemovedIn = '0.4.0';

/** What a door that an import calls by its old name is called now; undefined for every other import. */
export function renamedDoor(specifier: string): string | undefined {
  return oldDoor.test(specifier) ? `nestjs-${specifier}` : undefined;
}
