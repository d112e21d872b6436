/** Whether an Accept header prefers a page to JSON. A program that does not care (any type) or is silent does not. */
export function asksForHtml(accept: string | undefined): boolean {
  const ranges = (accept ?? '').split(',').map(readRange);
  return qualityOf('text', 'html', ranges) > qualityOf('application', 'json', ranges);
}

interface Range {
  readonly name: string;
  readonly quality: number;
}

function readRange(text: string): Range {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { name, quality: quality === undefined ? 1 : Number(quality) || 0 };
}

/** By the range that says most about the type. */
function qualityOf(type: string, subtype: string, ranges: readonly Range[]): number {
  for (const name of [`${type}/${subtype}`, `${type}/*`, '*/*']) {
    const range = ranges.find((one) => one.name === name);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
