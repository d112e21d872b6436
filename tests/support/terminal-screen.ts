import { Writable } from 'node:stream';

const escape = String.fromCharCode(27);
/** A control sequence, or one character that is to be seen. */
const sequence = new RegExp(`${escape}\\[([?\\d;]*)([A-Za-z])|[^${escape}]`, 'gu');

/** A terminal of unlimited height: keeps the lines a person would see, understands what log-update and colours send. */
export class TerminalScreen extends Writable {
  readonly isTTY = true;
  readonly columns = 80;
  readonly rows = 24;
  readonly #lines: string[] = [''];
  #row = 0;
  #column = 0;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    for (const [text, numbers, command] of chunk.toString().matchAll(sequence)) {
      if (command === undefined) this.#type(text);
      else this.#obey(command, Number(numbers === '' ? '1' : numbers));
    }
    done();
  }

  /** What can be read, without the empty lines below. */
  get text(): string {
    return this.#lines
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  }

  #type(character: string): void {
    if (character === '\n') {
      this.#move(this.#row + 1);
      this.#column = 0;
    } else {
      const line = (this.#lines[this.#row] ?? '').padEnd(this.#column);
      this.#lines[this.#row] = line.slice(0, this.#column) + character + line.slice(this.#column + 1);
      this.#column += 1;
    }
  }

  #obey(command: string, count: number): void {
    const line = this.#lines[this.#row] ?? '';
    if (command === 'A') this.#move(this.#row - count);
    else if (command === 'B') this.#move(this.#row + count);
    else if (command === 'G') this.#column = 0;
    else if (command === 'K') this.#lines[this.#row] = count === 2 ? '' : line.slice(0, this.#column);
    else if (command === 'J') this.#lines.splice(this.#row + 1);
    else if (!'mhl'.includes(command)) throw new Error(`The screen does not know ESC[${count}${command}.`);
  }

  #move(row: number): void {
    this.#row = Math.max(0, row);
    while (this.#lines.length <= this.#row) this.#lines.push('');
  }
}
