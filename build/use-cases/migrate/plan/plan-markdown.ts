import {
  classWords,
  describeDatabase,
  shorten,
  placeOfStatement,
  sayMigration,
  sayRows,
  summary,
} from './describe-plan.ts';
import { type CountedStatement, type PlanReport } from './plan-report.ts';

/** A plan for a pull request. */
export function planMarkdown(report: PlanReport): string {
  const parts = report.components.flatMap(({ name, version, statements }) => [
    `### ${name}${version === undefined ? '' : ` ${version}`}`,
    '',
    '| class | statement | from | rows |',
    '| --- | --- | --- | --- |',
    ...statements.map(row),
    '',
    ...statements.flatMap(findings),
  ]);
  return [
    '## Migration plan',
    '',
    escape(summary(report)),
    '',
    ...parts,
    ...describeDatabase(report).map((line) => `_${escape(line)}_`),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function row(one: CountedStatement): string {
  const from = [placeOfStatement(one), sayMigration(one)].filter(Boolean).join(', ');
  const cells = [
    classWords[one.class],
    code(shorten(one.statement.text)),
    escape(from),
    escape(sayRows(one).join(', ')),
  ];
  return `| ${cells.join(' | ')} |`;
}

function findings({ findings: found, failure, statement }: CountedStatement): string[] {
  if (found.length === 0 && !failure) return [];
  return [
    ...(failure ? [`- **cannot run**: ${escape(failure.message)} ${escape(failure.hint ?? '')}`] : []),
    ...found.map(({ rule, what, instead, component, class: weight, allowance }) => {
      const verdict =
        weight === 'note'
          ? ''
          : allowance
            ? ` Allowed${allowance.reason === undefined ? '' : `: ${escape(allowance.reason)}`}.`
            : ` **Not allowed:** \`--allow ${component}:${rule}\`.`;
      return `- **${rule}** (line ${statement.line}): ${escape(what)}. ${escape(instead)}${verdict}`;
    }),
    '',
  ];
}

/** Inside a cell of a table even code has to hide its bars. */
function code(text: string): string {
  const ticks = '`'.repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)));
  const padded = text.startsWith('`') || text.endsWith('`') ? ` ${text} ` : text;
  return `${ticks}${padded.replaceAll('|', '\\|')}${ticks}`;
}

/** Names and reasons are other people's: nothing in them may become markup. */
function escape(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}
