import { type DestinationStream } from 'pino';
import { z } from 'zod';

const Line = z.object({
  level: z.string(),
  time: z.string(),
  msg: z.string().default(''),
  context: z.string().optional(),
  stack: z.string().optional(),
  req: z.object({ id: z.string(), method: z.string(), url: z.string() }).optional(),
  res: z.object({ statusCode: z.number() }).optional(),
  responseTime: z.number().optional(),
});

const colours: Readonly<Record<string, number>> = { fatal: 31, error: 31, warn: 33, info: 32 };

/** Turns pino's JSON lines into lines for people; what is not such a line goes through as it is. */
export function prettyStream(out: NodeJS.WritableStream): DestinationStream {
  return {
    write: (text) => {
      out.write(pretty(text));
    },
  };
}

function pretty(text: string): string {
  const parsed = Line.safeParse(parse(text));
  if (!parsed.success) return text;
  const { level, time, msg, context, stack, req, res, responseTime } = parsed.data;
  const label = `\u001b[${colours[level] ?? 90}m${level.toUpperCase().padEnd(5)}\u001b[0m`;
  const what =
    req && res
      ? `${req.method} ${req.url} ${res.statusCode} ${Math.round(responseTime ?? 0)} ms`
      : `${context === undefined ? '' : `[${context}] `}${msg}`;
  return `${time.slice(11, 19)} ${label} ${what}${stack === undefined ? '' : `\n${stack}`}\n`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A line that was written past the logger.
    return undefined;
  }
}
