import { z } from 'zod';
import { PrismaClient } from '../../src/generated/prisma/client.ts';
import { createAdapter } from '../../src/database/create-adapter.ts';
import { ConnectionPool } from '../../src/database/connection-pool.ts';
import { readDatabaseOptions } from '../../src/database/database-options.ts';

/** The lines of the generated client that are made of its schema, as `carry-client-config.js` reads them, too. */
const carried = {
  inlineSchema: /^ {2}"inlineSchema": (".*"),$/m,
  runtimeDataModel: /^config\.runtimeDataModel = JSON\.parse\((".*")\)$/m,
  strings: /^ {2}strings: JSON\.parse\((".*")\),$/m,
  graph: /^ {2}graph: (".*")$/m,
};
const Text = z.string();

/**
 * Makes every `RootClient` from now on speak the schema of another generated client, as the development server does.
 *
 * @param classFile text of its `internal/class.ts`
 * @returns takes it back
 */
export function speakSchemaOf(classFile: string): () => void {
  const read = (name: keyof typeof carried): string => {
    const [, literal] = carried[name].exec(classFile) ?? [];
    if (literal === undefined) throw new Error(`The generated client has no line of "${name}"`);
    return Text.parse(JSON.parse(literal));
  };
  globalThis.tesseraClientConfig = {
    ...ownConfig(),
    inlineSchema: read('inlineSchema'),
    runtimeDataModel: JSON.parse(read('runtimeDataModel')) as unknown,
    parameterizationSchema: { strings: JSON.parse(read('strings')) as unknown, graph: read('graph') },
  };
  return () => {
    globalThis.tesseraClientConfig = undefined;
  };
}

/** What this project's own client was made of. */
function ownConfig(): object {
  let config: object = {};
  const options = readDatabaseOptions({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing' });
  const adapter = createAdapter(new ConnectionPool(options), options, () => undefined);
  const capture = {
    adapter,
    __internal: {
      configOverride: (own: object) => {
        config = own;
        return own;
      },
    },
  };
  Reflect.construct(PrismaClient, [capture]);
  return config;
}
