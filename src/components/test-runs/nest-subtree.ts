import { type SuiteRow } from './suite-tree.repository.ts';

/** A suite with the suites below it. */
export interface SuiteNode extends SuiteRow {
  readonly children: SuiteNode[];
}

/**
 * Turns rows into a tree.
 *
 * @param rows parents before their children
 * @returns the root, undefined when there are no rows
 */
export function nestSubtree(rows: readonly SuiteRow[]): SuiteNode | undefined {
  const nodes = new Map<string, SuiteNode>();
  for (const row of rows) {
    const node: SuiteNode = { ...row, children: [] };
    nodes.set(row.id, node);
    if (row.depth > 0 && row.parentId !== null) nodes.get(row.parentId)?.children.push(node);
  }
  return rows[0] === undefined ? undefined : nodes.get(rows[0].id);
}
