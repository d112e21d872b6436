import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { z } from 'zod';

/** Every name that JavaScript, Node or TypeScript's library (ES2023) declares, and the words of the language. */
export function listCandidates(): string[] {
  const globals = z.array(z.string()).parse(runInNewContext('Object.getOwnPropertyNames(globalThis)'));
  const names = [...globals, ...Object.getOwnPropertyNames(globalThis), ...libraryNames(), ...words()];
  return [...new Set(names)].filter((name) => /^[A-Za-z]\w*$/.test(name)).sort();
}

function libraryNames(): string[] {
  const program = ts.createProgram([], { lib: ['lib.es2023.d.ts'], types: [] });
  return program.getSourceFiles().flatMap((file) =>
    file.statements.flatMap((statement) => {
      if (ts.isVariableStatement(statement)) {
        return statement.declarationList.declarations.map(({ name }) => name.getText(file));
      }
      const isNamed =
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement) ||
        ts.isFunctionDeclaration(statement) ||
        ts.isModuleDeclaration(statement);
      return isNamed && statement.name ? [statement.name.text] : [];
    }),
  );
}

function words(): string[] {
  const all = Object.values(ts.SyntaxKind)
    .filter((kind) => typeof kind === 'number')
    .flatMap((kind) => ts.tokenToString(kind) ?? []);
  return [...all, 'arguments', 'constructor', 'Constructor', 'eval', 'prototype'];
}
