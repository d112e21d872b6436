import { types } from 'node:util';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../../diagnostics/text-position.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { sendScript } from '../../../prisma-engine/send-script.ts';
import { missingExtensionHint } from '../missing-extension.ts';
import { rollbackCodes } from './rollback-codes.ts';

/** Why a script did not run. */
export interface ScriptFailure {
  /** PostgreSQL's own words. */
  readonly reason: string;
  /** PostgreSQL's code, five characters; empty when the error is none of the server's. */
  readonly sqlState: string;
  /** The failure at its line. */
  readonly diagnostic: Diagnostic;
}

/** Runs a script on a throw-away database, as one transaction where PostgreSQL allows it. */
export async function runScript(
  { pool }: Pick<Session, 'pool'>,
  { file, text }: { readonly file: string; readonly text: string },
): Promise<ScriptFailure | undefined> {
  try {
    await sendScript(pool, text);
    return undefined;
  } catch (error) {
    if (!types.isNativeError(error)) throw error;
    const position = Number(Reflect.get(error, 'position') ?? 1);
    // PostgreSQL counts characters, editors UTF-16 units.
    const offset = Array.from(text)
      .slice(0, position - 1)
      .join('').length;
    return {
      reason: error.message,
      sqlState: String(Reflect.get(error, 'code') ?? ''),
      diagnostic: {
        code: rollbackCodes.replayFails,
        severity: 'error',
        message: `The script fails on a throw-away database: ${error.message}.`,
        hint:
          missingExtensionHint(`${error.message} ${String(Reflect.get(error, 'detail') ?? '')}`) ??
          'Correct it; "tessera migrate down --check" tests every reverse script.',
        location: { file, ...positionAt(lineStarts(text), offset) },
      },
    };
  }
}
