import { parseArgs } from 'node:util';
import { z } from 'zod';
import { EngineError } from '../postgres/connection/engine-error.ts';

export type CliCommand = 'can-connect-to-database' | 'create-database' | 'drop-database';

/** The engine's command line, checked. */
export interface EngineArguments {
  readonly datamodels: readonly string[];
  readonly url: string | undefined;
  readonly shadowDatabaseUrl: string | undefined;
  /** `undefined`: speak JSON-RPC on stdin and stdout. */
  readonly command: CliCommand | undefined;
  readonly print: 'help' | 'version' | undefined;
}

const CliCommands = z.enum(['can-connect-to-database', 'create-database', 'drop-database']);
// Unknown keys are the Prisma command line's business (`directUrl` of older ones): they are not refused.
const Datasource = z.object({ url: z.string().optional(), shadowDatabaseUrl: z.string().optional() });

/**
 * Reads the arguments the Prisma command line starts an engine with. Preview features and extension types
 * are accepted; the WebAssembly engine takes both from the schema.
 *
 * @throws EngineError when they cannot be understood.
 */
export function parseArguments(argv: readonly string[]): EngineArguments {
  const { values, positionals } = readArguments(argv);
  const [subcommand, name, ...rest] = positionals;
  if ((subcommand !== undefined && subcommand !== 'cli') || rest.length > 0) {
    throw new EngineError(undefined, `Unknown argument \`${String(rest[0] ?? subcommand)}\`.`);
  }
  const command = subcommand === 'cli' ? CliCommands.safeParse(name) : undefined;
  if (command?.success === false) {
    throw new EngineError(undefined, `\`cli\` needs one of: ${CliCommands.options.join(', ')}.`);
  }
  const datasource = readDatasource(values.datasource);
  return {
    datamodels: values.datamodels ?? [],
    url: datasource.url,
    shadowDatabaseUrl: datasource.shadowDatabaseUrl === '' ? undefined : datasource.shadowDatabaseUrl,
    command: command?.data,
    print: values.help === true ? 'help' : values.version === true ? 'version' : undefined,
  };
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        datamodels: { type: 'string', short: 'd', multiple: true },
        datasource: { type: 'string' },
        'enabled-preview-features': { type: 'string' },
        'extension-types': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'V' },
      },
    });
  } catch (error) {
    throw new EngineError(undefined, error instanceof Error ? error.message : String(error));
  }
}

function readDatasource(json: string | undefined): z.infer<typeof Datasource> {
  if (json === undefined) return {};
  try {
    return Datasource.parse(JSON.parse(json));
  } catch {
    // Never repeat the text: it holds a password.
    throw new EngineError(undefined, '`--datasource` must be JSON such as {"url": "postgresql://…"}.');
  }
}
