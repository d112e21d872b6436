import { type ProblemError } from '../../problem/index.ts';

/** How large a value from outside may be before it is validated: a validator takes its time for each part. */
export interface JsonLimits {
  /** How deep objects and arrays may be nested. */
  readonly depth: number;
  /** How many values, containers included, there may be. */
  readonly values: number;
}

interface Visit {
  readonly value: unknown;
  readonly key: string | number;
  readonly parent: Visit | undefined;
  readonly depth: number;
}

/** Half of a surrogate pair is no character: neither UTF-8 nor PostgreSQL has it. */
const loneSurrogate = /\p{Surrogate}/u;

/**
 * Finds what makes parsed JSON unfit for any schema: too deep, too many values, text that is no Unicode, numbers
 * without end (`1e999`). Takes time in proportion to the limits, and no stack.
 */
export function findJsonProblem(json: unknown, limits: JsonLimits): ProblemError | undefined {
  const open: Visit[] = [{ value: json, key: '', parent: undefined, depth: 0 }];
  let values = 1;
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { value, depth } = visit;
    const wrong = problemOfValue(value);
    if (wrong !== undefined) return { path: pathOf(visit), message: wrong };
    if (typeof value !== 'object' || value === null) continue;
    if (depth === limits.depth) {
      return { path: pathOf(visit), message: `is nested deeper than ${limits.depth} levels` };
    }
    const isArray = Array.isArray(value);
    const keys = isArray ? value.keys() : Object.keys(value);
    values += isArray ? value.length : Object.keys(value).length;
    if (values > limits.values) {
      return { path: pathOf(visit), message: `makes more than ${limits.values} values in one request` };
    }
    for (const key of keys) {
      if (typeof key === 'string' && loneSurrogate.test(key)) {
        return { path: pathOf(visit), message: 'has a key that is not valid Unicode' };
      }
      open.push({ value: Reflect.get(value, key), key, parent: visit, depth: depth + 1 });
    }
  }
  return undefined;
}

function problemOfValue(value: unknown): string | undefined {
  if (typeof value === 'string' && loneSurrogate.test(value)) return 'is not valid Unicode';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'is a number too large to represent';
  return undefined;
}

function pathOf(visit: Visit): string {
  const keys: string[] = [];
  for (let at = visit; at.parent !== undefined; at = at.parent) keys.push(String(at.key));
  return keys.reverse().slice(0, 10).join('.');
}
