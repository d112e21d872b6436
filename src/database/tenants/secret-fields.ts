/** What is never expected to leave the application, whether it is marked or not. */
const telling = [/pass(word|phrase|wd)|secret|private_?key|api_?key/i, /(^|_|[a-z])[tT]oken(?![a-z])/];

/**
 * Fields with secrets: those with `/// @secret` above or behind them, and those whose names say so.
 *
 * @param body what stands between the braces of a model
 */
export function secretFields(body: string): string[] {
  let isMarked = false;
  return body.split('\n').flatMap((line) => {
    const text = line.trim();
    if (text.startsWith('//')) {
      isMarked ||= isMark(text);
      return [];
    }
    const [, name] = /^(\w+)\s+\w/.exec(text) ?? [];
    const found =
      name !== undefined && (isMarked || isMark(text) || telling.some((words) => words.test(name)))
        ? [name]
        : [];
    isMarked = false;
    return found;
  });
}

function isMark(text: string): boolean {
  return /\/\/\/\s*(?:.*\s)?@secret\b/.test(text);
}
