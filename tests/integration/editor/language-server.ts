import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import rpc, { type MessageConnection } from 'vscode-jsonrpc/node.js';
import { z } from 'zod';

const Published = z.object({
  uri: z.string(),
  diagnostics: z.array(
    z.object({ message: z.string(), range: z.object({ start: z.object({ line: z.int() }) }) }),
  ),
});

/** Prisma's language server as the VS Code extension starts it: in the folder that is open, talking LSP. */
export class LanguageServer {
  readonly #dir: string;
  readonly #child;
  readonly #connection: MessageConnection;
  readonly #problems = new Map<string, string[]>();
  #round: (() => void) | undefined;
  #published = 0;

  private constructor(dir: string) {
    this.#dir = dir;
    const packages = join(import.meta.dirname, '../../../node_modules');
    const server = join(packages, '@prisma/language-server/dist/bin.js');
    this.#child = spawn(process.execPath, [server, '--stdio'], {
      cwd: dir,
      // What Jest sets is not the editor's.
      env: { ...process.env, NODE_OPTIONS: undefined, JEST_WORKER_ID: undefined },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#connection = rpc.createMessageConnection(this.#child.stdout, this.#child.stdin);
    this.#connection.onNotification('textDocument/publishDiagnostics', (message: unknown) => {
      const { uri, diagnostics } = Published.parse(message);
      const lines = diagnostics.map(({ range, message: text }) => `${range.start.line + 1}: ${text}`);
      this.#problems.set(uri, lines);
      this.#published += 1;
      this.#round?.();
    });
    this.#connection.listen();
  }

  static async start(dir: string): Promise<LanguageServer> {
    const server = new LanguageServer(dir);
    await server.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(dir).href,
      capabilities: {},
    });
    await server.#connection.sendNotification('initialized', {});
    return server;
  }

  /**
   * Opens a document and waits until the server has published what it thinks of so many documents.
   *
   * @returns what is wrong, `line: message`, by document.
   */
  async open(file: string, text: string, documents: number): Promise<Readonly<Record<string, string[]>>> {
    this.#published = 0;
    this.#problems.clear();
    const published = new Promise<void>((resolve) => {
      this.#round = () => {
        if (this.#published >= documents) resolve();
      };
    });
    const textDocument = { uri: this.#uri(file), languageId: 'prisma', version: 1, text };
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
    await published;
    return Object.fromEntries(
      [...this.#problems]
        .filter(([, lines]) => lines.length > 0)
        .map(([uri, lines]) => [uri.slice(this.#uri('').length), lines]),
    );
  }

  /** Names the server offers at a place of an open document; lines and columns start at 0. */
  async complete(file: string, line: number, character: number): Promise<string[]> {
    const answer: unknown = await this.#connection.sendRequest('textDocument/completion', {
      textDocument: { uri: this.#uri(file) },
      position: { line, character },
    });
    const List = z.object({ items: z.array(z.object({ label: z.string() })) }).nullable();
    return List.parse(answer)?.items.map(({ label }) => label) ?? [];
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#connection.dispose();
    this.#child.kill();
    await ended;
  }

  #uri(file: string): string {
    return `${pathToFileURL(this.#dir).href}/${file}`;
  }
}
