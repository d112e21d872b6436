import { basename } from 'node:path';
import { z } from 'zod';

/** Set for the engine by `prisma.config.ts`: the components in the order they are mounted, with commas. */
export const componentOrderVariable = 'TESSERA_COMPONENT_ORDER';

const Files = z.looseObject({ files: z.array(z.looseObject({ path: z.string() })) });
const Input = z.record(z.string(), z.unknown());

/**
 * The parameters of an engine method with the files of each schema in the order of the components: the engine makes
 * tables in the order of the files, and what is required comes before what requires it. Files of no component come
 * first.
 */
export function orderSchemaFiles(input: unknown, order: readonly string[]): unknown {
  const given = order.length > 0 ? Input.safeParse(input) : undefined;
  if (!given?.success) return input;
  const rank = ({ path }: { readonly path: string }) => order.indexOf(basename(path, '.prisma'));
  const inOrder = (value: unknown): unknown => {
    const schema = Files.safeParse(value);
    if (!schema.success) return value;
    return { ...schema.data, files: [...schema.data.files].sort((a, b) => rank(a) - rank(b)) };
  };
  return Object.fromEntries(Object.entries(given.data).map(([name, value]) => [name, inOrder(value)]));
}

export function readComponentOrder(env: NodeJS.ProcessEnv): string[] {
  return (env[componentOrderVariable] ?? '').split(',').filter((name) => name !== '');
}
