import { type SqlStatement } from './sql-statement.ts';

/**
 * Whether a script that is not one transaction may be run again, wherever it was interrupted: it sets something, or builds
 * indexes, of which each is dropped before if it is there, also as the invalid rest of a build that did not end.
 */
export function isRepeatable(statements: readonly SqlStatement[]): boolean {
  const cleared = new Set<string>();
  return statements.every(({ node, objects }) => {
    const names = objects.filter(({ kind }) => kind === 'index').map(({ name }) => name);
    if ('DropStmt' in node) {
      for (const name of names) cleared.add(name);
      return node.DropStmt.missing_ok === true && node.DropStmt.removeType === 'OBJECT_INDEX';
    }
    if ('IndexStmt' in node) return names.length > 0 && names.every((name) => cleared.has(name));
    return 'VariableSetStmt' in node || 'ReindexStmt' in node || 'VacuumStmt' in node;
  });
}
