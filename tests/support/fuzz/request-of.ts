import fc, { type Arbitrary } from 'fast-check';
import { encodeCursor } from '../../../src/platform/pagination/cursor.ts';
import { deep, jsonOf, KnownId, knownId, strange } from './json-of.ts';
import { type KnownIds } from './known-ids.ts';
import { type Described, type Schemas } from './operations.ts';

/** A request before the ids it uses are known. */
export interface Draft {
  readonly path: readonly (readonly [name: string, value: unknown])[];
  readonly query: readonly (readonly [name: string, value: unknown])[];
  readonly body: unknown;
}

const cursors = fc.oneof(
  fc.oneof(fc.string(), fc.double(), fc.bigInt()).map((id): unknown => encodeCursor(id)),
  fc.bigInt({ min: -(10n ** 300n), max: 10n ** 300n }).map((id): unknown => encodeCursor(id)),
  strange,
);

/** Requests for one route: mostly what its description asks for, here and there something else. */
export function requestOf({ parameters, body }: Described, schemas: Schemas): Arbitrary<Draft> {
  const of = (place: string): Arbitrary<(readonly [string, unknown])[]> =>
    fc.tuple(
      ...parameters
        .filter((parameter) => parameter.in === place)
        .map(({ name, schema }) => {
          const fitting = jsonOf(schema, schemas, name);
          const value =
            name === 'cursor'
              ? cursors
              : place === 'path'
                ? fc.oneof({ weight: 4, arbitrary: knownId(name) }, { weight: 1, arbitrary: fitting })
                : fitting;
          return value.map((one) => [name, one] as const);
        }),
    );
  const some = of('query').chain((all) => fc.subarray(all));
  return fc.record({
    path: of('path'),
    query: some,
    body: body === undefined ? fc.constant(undefined) : jsonOf(body, schemas),
  });
}

/** The address and the body of a draft, with ids that exist. */
export function complete(route: Described, draft: Draft, ids: KnownIds): { path: string; body?: string } {
  const collection = route.path.split('/{', 1)[0] ?? '';
  const idOf = ({ index, name }: KnownId): string => ids.find(index, collection, name);
  const text = (value: unknown): string => {
    const plain = value instanceof KnownId ? idOf(value) : value;
    const written = typeof plain === 'string' ? plain : JSON.stringify(plain);
    // Half a character cannot be part of an address.
    return encodeURIComponent(written.replaceAll(/\p{Surrogate}/gu, '?').slice(0, 2000));
  };
  let path = route.path;
  for (const [name, value] of draft.path) path = path.replace(`{${name}}`, text(value) || '%20');
  const query = draft.query.map(([name, value]) => `${name}=${text(value)}`).join('&');
  const address = query === '' ? path : `${path}?${query}`;
  if (draft.body === undefined) return { path: address };
  const body = JSON.stringify(draft.body, (_key, value: unknown) =>
    value instanceof KnownId ? idOf(value) : value,
  );
  return { path: address, body: body.replaceAll(JSON.stringify(deep), '['.repeat(3000) + ']'.repeat(3000)) };
}
