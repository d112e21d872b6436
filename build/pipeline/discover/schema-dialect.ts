import { types } from 'node:util';
import { type Ajv, type ErrorObject, type Options } from 'ajv';
import { InternalError } from '../../diagnostics/internal-error.ts';

type Schema = Readonly<Record<string, unknown>>;

/** A version of JSON Schema, as its `$schema` names it. */
export interface SchemaDialect {
  readonly keywords: ReadonlySet<string>;
  /** Against the schema of schemas. */
  validate(schema: Schema): readonly ErrorObject[];
  /** @returns the reason why no value could ever be checked against it */
  compile(schema: Schema): string | undefined;
}

interface AjvModule {
  readonly default: new (options: Options) => Ajv;
}

/** Known to ajv, and no keywords of JSON Schema in these dialects. */
const ofOtherDialects: ReadonlySet<string> = new Set(['$async', 'id', 'nullable']);

/** By the address in `$schema`; without one it is the newest. */
const dialects = new Map<string, (require: NodeJS.Require) => unknown>([
  ['https://json-schema.org/draft/2020-12/schema', (require): unknown => require('ajv/dist/2020.js')],
  ['https://json-schema.org/draft/2019-09/schema', (require): unknown => require('ajv/dist/2019.js')],
  ['http://json-schema.org/draft-07/schema', (require): unknown => require('ajv')],
]);

/** @param require loads the validator when a component has settings, and not with each start of a command */
export function openSchemaDialect(
  $schema: unknown,
  require: NodeJS.Require,
): SchemaDialect | { readonly hint: string } {
  const [newest = ''] = dialects.keys();
  const address = typeof $schema === 'string' ? $schema.replace(/#$/, '') : newest;
  const load = dialects.get(address);
  if (!load || ($schema !== undefined && typeof $schema !== 'string')) {
    return {
      hint: `Remove it (it is "${newest}" then), or write one of: ${[...dialects.keys()].join(', ')}.`,
    };
  }
  const module = load(require);
  if (!isAjvModule(module)) throw new InternalError('ajv exports no class of the shape that is known here.');
  const ajv = new module.default({ allErrors: true, strict: false, logger: false });
  const { keywords, all } = ajv.RULES;
  return {
    keywords: new Set(
      [...Object.keys(keywords), ...Object.keys(all), '$anchor'].filter((one) => !ofOtherDialects.has(one)),
    ),
    validate: (schema) => {
      void ajv.validateSchema({ ...schema, $schema: address });
      return ajv.errors ?? [];
    },
    compile: (schema) => reason(() => ajv.compile(schema)),
  };
}

function reason(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return types.isNativeError(error) ? error.message : String(error);
  }
}

function isAjvModule(module: unknown): module is AjvModule {
  return typeof module === 'function' && 'default' in module && typeof module.default === 'function';
}
