/**
 * The same function, which works out an object once for as long as it lives. Scans of files that did not change are
 * kept between runs, and with them all that follows from one file alone, so that a run costs what changed.
 * `work` must depend on the object, which must not change, and on the settings only.
 */
export function rememberPerObject<Key extends object, Settings extends readonly string[], Result>(
  work: (object: Key, ...settings: Settings) => Result,
): (object: Key, ...settings: Settings) => Result {
  const known = new WeakMap<Key, { readonly settings: string | undefined; readonly result: Result }>();
  return (object, ...settings) => {
    const key = settings.length === 0 ? undefined : settings.join('\n');
    const last = known.get(object);
    if (last && last.settings === key) return last.result;
    const result = work(object, ...settings);
    known.set(object, { settings: key, result });
    return result;
  };
}
