import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseScript } from '../../../../../build/postgres/sql/parse-script.ts';
import { readScript } from '../../../../../build/postgres/sql/read-script.ts';

/** What may stand between two statements. */
const between = /^(?:\s|;|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*$/;

describe('parseScript', () => {
  it('gives each statement with its place, also behind characters of several bytes', async () => {
    const script = await readScript(
      `-- Ünïcödé 😀\nCREATE TABLE "Föö" ("id" TEXT);\n\n/* 😀 */  ALTER TABLE "x" ADD COLUMN "é" INT;;\nSELECT ';' -- last`,
    );

    expect(script.statements.map(({ line, column, kind, text }) => [line, column, kind, text])).toEqual([
      [2, 1, 'CreateStmt', 'CREATE TABLE "Föö" ("id" TEXT)'],
      [4, 11, 'AlterTableStmt', 'ALTER TABLE "x" ADD COLUMN "é" INT'],
      [5, 1, 'SelectStmt', "SELECT ';' -- last"],
    ]);
    const column = script.statements[1]?.objects.find((one) => one.column === 'é');
    expect(script.text.slice(column?.offset).startsWith('"é" INT')).toBe(true);
  });

  it('cuts neither inside strings nor inside bodies', async () => {
    const { statements } = await readScript(
      `CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;
       DO $do$ BEGIN PERFORM 'a;b'; END $do$; INSERT INTO a VALUES (E'\\';');`,
    );
    expect(statements.map(({ kind }) => kind)).toEqual(['CreateFunctionStmt', 'DoStmt', 'InsertStmt']);
  });

  it.each([
    ['no statement', '', undefined],
    ['only comments', '-- nothing\n/* here */ ;;', undefined],
    ['a mistake', 'SELECT 1;\nALTER TABL x;', { line: 2, column: 7 }],
    ['a mistake behind characters of several bytes', `SELECT '😀é' frm frm x`, { line: 1, column: 18 }],
    ['an open string', "SELECT 'a", { line: 1, column: 8 }],
    ['a NUL', 'SELECT 1;\n\0', { line: 2, column: 1 }],
    ['a command of psql', '\\c other', { line: 1, column: 1 }],
  ])('reads %s', async (_, text, place) => {
    const { statements, problem } = await parseScript(text);
    if (!place) {
      expect({ statements, problem }).toEqual({ statements: [] });
      return;
    }
    expect(problem).toMatchObject(place);
    expect(statements).toBeUndefined();
    await expect(readScript(text)).rejects.toThrow(problem?.message);
  });

  it('never rejects, and the statements with what is between them are the script', async () => {
    const word = fc.constantFrom(
      ...[
        'SELECT 1',
        "'",
        '"',
        '$$',
        ';',
        '\n',
        '--',
        '/*',
        '*/',
        ' ',
        'é',
        '😀',
        '(',
        ')',
        'DROP TABLE',
        '"a"',
      ],
    );
    const scripts = fc.oneof(
      fc.array(word, { maxLength: 14 }).map((words) => words.join('')),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(scripts, async (text) => {
        const { statements, problem } = await parseScript(text);
        expect(problem?.offset ?? 0).toBeLessThanOrEqual(text.length);
        if (problem) return;
        let at = 0;
        for (const { start, end, text: own } of statements) {
          expect(text.slice(start, end)).toBe(own);
          expect(text.slice(at, start)).toMatch(between);
          at = end;
        }
        expect(text.slice(at)).toMatch(between);
      }),
      { numRuns: 300 },
    );
  });

  it('puts back together what was joined from whole statements', async () => {
    const statement = fc.constantFrom(
      'CREATE TABLE "é" (id int)',
      "INSERT INTO a VALUES ('x;😀', $t$;$t$)",
      'ALTER TABLE s.a RENAME TO b',
      'DO $$ BEGIN NULL; END $$',
    );
    const gap = fc.constantFrom(';', ';\n', '; -- é; \n', ';/* 😀; /* nested */ */', ';;\r\n');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(statement, gap)), async (parts) => {
        const { statements } = await readScript(parts.flat().join(''));
        expect(statements.map(({ text }) => text)).toEqual(parts.map(([text]) => text));
      }),
      { numRuns: 100 },
    );
  });
});
