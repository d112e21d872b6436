import { readFileSync } from 'node:fs';
import { z } from 'zod';

const roomsSchema = z.record(
  z.string(),
  z.strictObject({
    purpose: z.string(),
    notFor: z.string(),
    /** The file to open first, in the room. */
    first: z.string(),
    imports: z.array(z.string()),
  }),
);

export type Rooms = z.output<typeof roomsSchema>;

/** The table that `.dependency-cruiser.cjs` enforces. */
export function readRooms(): Rooms {
  return roomsSchema.parse(JSON.parse(readFileSync('build/rooms.json', 'utf8')));
}

/** The table of docs/maintainers/rooms.md, a row a room. */
export function renderRooms(rooms: Rooms): string[] {
  return Object.entries(rooms).map(([name, { purpose, notFor, first, imports }]) =>
    [
      `\`build/${name}/\``,
      purpose,
      notFor,
      `\`${first}\``,
      imports.map((one) => `\`${one}\``).join(', ') || 'nothing of ours',
    ].join(' | '),
  );
}
