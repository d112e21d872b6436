/** One entry of an archive that no `npm pack` would make. */
export interface ArchiveEntry {
  readonly name: string;
  /** Of the header: `0` file, `1` and `2` links, `3` and `4` devices, `5` folder, `6` pipe, `x` extended header. */
  readonly type?: string;
  readonly content?: string | Buffer;
  readonly link?: string;
}

/** A tar archive, byte by byte. */
export function tarArchive(entries: readonly ArchiveEntry[]): Buffer {
  const blocks = entries.flatMap(({ name, type = '0', content = '', link = '' }) => {
    const body = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write('0000644\0', 100);
    header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('        ', 148);
    header.write(type, 156);
    header.write(link, 157, 100);
    header.write('ustar\u000000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** The body of an extended header. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const length = String(rest.length + String(rest.length + 2).length).length + rest.length;
  return `${length}${rest}`;
}
