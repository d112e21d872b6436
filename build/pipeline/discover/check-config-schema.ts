import { createRequire } from 'node:module';
import { type ErrorObject } from 'ajv';
import { type SettingsProblem } from '../../config/check-settings.ts';
import { nearestName } from '../../config/nearest-name.ts';
import { openSchemaDialect, type SchemaDialect } from './schema-dialect.ts';
import { walkJsonSchema } from './walk-json-schema.ts';

type Schema = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/**
 * What keeps `config` from being a JSON Schema of settings: another dialect, a keyword with a wrong value or a misspelt
 * one (which JSON Schema would ignore), a reference that leads nowhere, settings that are no object.
 */
export function checkConfigSchema({ config }: { readonly config?: Schema | undefined }): SettingsProblem[] {
  if (!config) return [];
  const opened = openSchemaDialect(config['$schema'], createRequire(import.meta.url));
  if ('hint' in opened) {
    return [problem(['$schema'], 'is no dialect of JSON Schema that is known here.', opened.hint)];
  }
  const invalid = opened.validate(config);
  if (invalid.length > 0) return describeErrors(invalid);
  const found = [
    ...notAnObject(config),
    ...unknownKeywords(config, opened),
    ...lostReferences(config),
    ...badPatterns(config),
  ];
  if (found.length > 0) return found;
  const reason = opened.compile(config);
  return reason === undefined ? [] : [problem([], `cannot be used: ${reason}.`)];
}

function problem(path: Path, message: string, hint?: string): SettingsProblem {
  return {
    path: ['config', ...path],
    atKey: false,
    message: `"${['config', ...path].join('.')}" ${message}`,
    ...(hint !== undefined && { hint }),
  };
}

/** The deepest errors say what is wrong; `anyOf` and the like only that something below is. */
function describeErrors(errors: readonly ErrorObject[]): SettingsProblem[] {
  const told = errors.filter(
    ({ instancePath, keyword }) =>
      !['anyOf', 'oneOf', 'allOf', 'if'].includes(keyword) ||
      !errors.some((other) => other.instancePath.startsWith(`${instancePath}/`)),
  );
  const byPlace = new Map<string, ErrorObject[]>();
  for (const error of told) {
    byPlace.set(error.instancePath, [...(byPlace.get(error.instancePath) ?? []), error]);
  }
  return [...byPlace.values()].map((here) => {
    const reasons = [...new Set(here.filter((one) => !isSummary(one, here)).map(describeError))];
    return problem(pathOf(here[0]?.instancePath ?? ''), `${reasons.join(', or ')}.`);
  });
}

function isSummary({ keyword }: ErrorObject, here: readonly ErrorObject[]): boolean {
  return keyword === 'anyOf' && here.length > 1;
}

function describeError({ keyword, params, message = 'is not valid' }: ErrorObject): string {
  const allowed: unknown = params['allowedValues'];
  if (keyword === 'enum' && Array.isArray(allowed)) return `must be one of: ${allowed.join(', ')}`;
  return message;
}

function pathOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function notAnObject({ type }: Schema): SettingsProblem[] {
  if (type === undefined || type === 'object') return [];
  return [
    problem(['type'], 'must be "object": settings have names.', 'Describe each setting in "properties".'),
  ];
}

function unknownKeywords(config: Schema, { keywords }: SchemaDialect): SettingsProblem[] {
  return walkJsonSchema(config).flatMap(({ path, schema }) =>
    Object.keys(schema)
      .filter((keyword) => !keywords.has(keyword) && !keyword.startsWith('x-'))
      .map((keyword): SettingsProblem => {
        const nearest = nearestName(keyword, [...keywords]);
        return {
          path: ['config', ...path, keyword],
          atKey: true,
          message: `JSON Schema has no keyword "${keyword}", and would ignore it.`,
          hint: nearest ? `Write "${nearest}".` : `Remove it, or call it "x-${keyword}".`,
        };
      }),
  );
}

function lostReferences(config: Schema): SettingsProblem[] {
  const schemas = walkJsonSchema(config);
  const anchors = schemas.flatMap(({ schema }) => [`#${String(schema['$anchor'])}`, schema['$id']]);
  return schemas.flatMap(({ path, schema }) => {
    const { $ref: to } = schema;
    if (typeof to !== 'string' || anchors.includes(to) || (to.startsWith('#') && leadsTo(config, to)))
      return [];
    const where = to.startsWith('#') ? 'schema' : 'file';
    const hint = 'Put what it means into "$defs" of "config".';
    return [problem([...path, '$ref'], `refers to "${to}", which is not in this ${where}.`, hint)];
  });
}

function leadsTo(config: Schema, reference: string): boolean {
  let value: unknown = config;
  for (const part of pathOf(decodeURIComponent(reference.slice(1)))) {
    if (typeof value !== 'object' || value === null) return false;
    value = Object.entries(value).find(([key]) => key === part)?.[1];
  }
  return reference === '#' || (reference.startsWith('#/') && value !== undefined);
}

function badPatterns(config: Schema): SettingsProblem[] {
  return walkJsonSchema(config).flatMap(({ path, schema: { pattern, patternProperties } }) => [
    ...(typeof pattern === 'string' && !isRegularExpression(pattern)
      ? [problem([...path, 'pattern'], 'is no regular expression.')]
      : []),
    ...Object.keys(patternProperties ?? {})
      .filter((each) => !isRegularExpression(each))
      .map((each): SettingsProblem => ({
        path: ['config', ...path, 'patternProperties', each],
        atKey: true,
        message: `"${each}" is no regular expression.`,
      })),
  ]);
}

/** As JSON Schema reads them. */
function isRegularExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').unicode;
  } catch {
    // A pattern that cannot be read: that is the answer.
    return false;
  }
}
