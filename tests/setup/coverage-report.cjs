const path = require('node:path');

/** What `src/` and `build/` are meant to reach, in percent. */
const goals = { lines: 90, branches: 80 };

/**
 * @typedef {{ covered: number, total: number }} Count
 * @typedef {{ getFileCoverage: () => { path: string }, getCoverageSummary: () => Record<'lines' | 'branches', Count> }} FileNode
 * @typedef {{ visit: (visitor: { onDetail: (node: FileNode) => void }) => void }} Tree
 */

/** Prints lines and branches of `src/`, `build/` and each of their folders; one of Istanbul's reports, for Jest. */
module.exports = class CoverageReport {
  /** @param {{ getTree: (shape: 'flat') => Tree }} context */
  execute(context) {
    /** @type {Map<string, Record<'lines' | 'branches', Count>>} */
    const folders = new Map();
    context.getTree('flat').visit({
      onDetail(node) {
        const file = path.relative(process.cwd(), node.getFileCoverage().path).replaceAll('\\', '/');
        const { lines, branches } = node.getCoverageSummary();
        for (const folder of foldersOf(file)) {
          const sum = folders.get(folder) ?? {
            lines: { covered: 0, total: 0 },
            branches: { covered: 0, total: 0 },
          };
          folders.set(folder, { lines: add(sum.lines, lines), branches: add(sum.branches, branches) });
        }
      },
    });
    const rows = [...folders].sort(([a], [b]) => (a < b ? -1 : 1));
    process.stdout.write(
      `\n${line('', `lines (goal ${goals.lines} %)`, `branches (goal ${goals.branches} %)`)}`,
    );
    for (const [folder, { lines, branches }] of rows) {
      process.stdout.write(line(folder, percent(lines, goals.lines), percent(branches, goals.branches)));
    }
  }
};

/**
 * `build/a/b/c.ts` is counted in `build/`, and in `build/a/b/` with what is below.
 * @param {string} file
 */
function foldersOf(file) {
  const parts = file.split('/').slice(0, -1);
  return [1, 2, 3]
    .filter((depth) => depth <= parts.length)
    .map((depth) => `${parts.slice(0, depth).join('/')}/`);
}

/**
 * @param {Count} a
 * @param {Count} b
 */
function add(a, b) {
  return { covered: a.covered + b.covered, total: a.total + b.total };
}

/**
 * @param {Count} count
 * @param {number} goal
 */
function percent({ covered, total }, goal) {
  const reached = total === 0 ? 100 : (100 * covered) / total;
  return `${reached.toFixed(1)} %${reached < goal ? ' (below)' : ''}`;
}

/**
 * @param {string} folder
 * @param {string} lines
 * @param {string} branches
 */
function line(folder, lines, branches) {
  return `${folder.padEnd(36)}  ${lines.padStart(18)}  ${branches.padStart(21)}\n`;
}
