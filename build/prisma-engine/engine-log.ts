/** One line of the log, as the native engine writes it to stderr; the Prisma command line parses these. */
interface LogLine {
  readonly timestamp: string;
  readonly level: 'ERROR' | 'INFO';
  readonly fields: Readonly<Record<string, unknown>> & { readonly message: string };
  readonly target: string;
}

/** Writes the engine's log; a clock and a stream come from outside. */
export interface EngineLog {
  readonly info: (message: string) => void;
  /** `target: schema_engine::logger`: the line whose code the command line reports. */
  readonly error: (message: string, fields: Readonly<Record<string, unknown>>) => void;
  /** Passes on a line the WebAssembly engine wrote. */
  readonly forward: (line: string) => void;
}

/**
 * @param write Gets whole lines with their newline.
 * @param isQuiet `RUST_LOG` asks for errors only.
 */
export function createEngineLog(write: (line: string) => void, isQuiet: boolean, now: () => Date): EngineLog {
  const emit = (level: LogLine['level'], target: string, fields: LogLine['fields']): void => {
    const line: LogLine = { timestamp: now().toISOString(), level, fields, target };
    write(`${JSON.stringify(line)}\n`);
  };
  return {
    info: (message) => {
      if (!isQuiet) emit('INFO', 'schema_engine', { message });
    },
    error: (message, fields) => {
      emit('ERROR', 'schema_engine::logger', { ...fields, message });
    },
    forward: (line) => {
      if (!isQuiet) write(line.endsWith('\n') ? line : `${line}\n`);
    },
  };
}
