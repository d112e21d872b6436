/** PostgreSQL counts bytes and characters, JavaScript UTF-16 units. Both ways out are offsets into the text. */
export interface Utf8Offsets {
  fromBytes(bytes: number): number;
  /** Code points, as PostgreSQL's error positions. */
  fromCharacters(characters: number): number;
}

/** Made once per text, in one pass; a text of ASCII alone needs none. */
export function utf8Offsets(text: string): Utf8Offsets {
  // eslint-disable-next-line no-control-regex -- ASCII is what it says
  if (/^[\x00-\x7f]*$/.test(text)) return { fromBytes: clampTo(text), fromCharacters: clampTo(text) };
  const byBytes: number[] = [];
  const byCharacters: number[] = [];
  let offset = 0;
  for (const character of text) {
    byCharacters.push(offset);
    for (let byte = 0; byte < Buffer.byteLength(character); byte++) byBytes.push(offset);
    offset += character.length;
  }
  return {
    fromBytes: (bytes) => byBytes[bytes] ?? text.length,
    fromCharacters: (characters) => byCharacters[characters] ?? text.length,
  };
}

function clampTo({ length }: string): (offset: number) => number {
  return (offset) => Math.min(offset, length);
}
