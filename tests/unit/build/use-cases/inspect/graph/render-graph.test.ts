import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderDot } from '../../../../../../build/use-cases/inspect/graph/dot.ts';
import { renderMermaid } from '../../../../../../build/use-cases/inspect/graph/mermaid.ts';
import { renderTextTree } from '../../../../../../build/use-cases/inspect/graph/text-tree.ts';
import { type ComponentGraph } from '../../../../../../build/pipeline/graph/component-graph.ts';

function graph(edges: readonly (readonly [from: string, to: string])[], nodes: readonly string[] = []) {
  const names = [...new Set([...nodes, ...edges.flat()])].sort();
  return {
    nodes: names.map((name) => ({ name, version: '1.0.0', state: 'enabled' as const })),
    edges: edges.map(([from, to]) => ({ from, to, range: '*', problem: undefined, uses: [] })),
  } satisfies ComponentGraph;
}

const tree = (one: ComponentGraph) => renderTextTree(one, { color: false }).replaceAll(' 1.0.0', '');

describe('the text tree', () => {
  it('shows what a component requires once, however many require it', () => {
    expect(
      tree(
        graph([
          ['a', 'c'],
          ['b', 'c'],
          ['c', 'd'],
        ]),
      ),
    ).toBe('a\n└── c\n    └── d\nb\n└── c, see above\n');
  });

  it('ends in circles, with a way in and without', () => {
    expect(
      tree(
        graph([
          ['a', 'b'],
          ['b', 'c'],
          ['c', 'b'],
          ['x', 'x'],
        ]),
      ),
    ).toBe('a\n└── b\n    └── c\n        └── b, see above\nx\n└── x, see above\n');
  });

  it('shows every component and every requirement of any graph', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const any = fc.subarray(names.flatMap((from) => names.map((to) => [from, to] as const)));
    fc.assert(
      fc.property(any, (edges) => {
        const lines = tree(graph(edges, names)).trimEnd().split('\n');
        const roots = lines.filter((line) => /^[a-f]/.test(line));
        expect(lines.length).toBe(edges.length + roots.length);
        for (const name of names) expect(lines.some((line) => line.includes(name))).toBe(true);
      }),
    );
  });

  it('lets no name steer the terminal', () => {
    expect(tree(graph([], ['\u001b[31mred']))).toBe('?[31mred\n');
  });
});

describe('ids in pictures', () => {
  it('never make two components one', () => {
    const names = ['a-b', 'a_b', 'a b', 'A-B', 'ä-b', 'end'];
    const ids = [...renderMermaid(graph([], names)).matchAll(/^ {2}(\w+)\[/gm)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(names.length);
  });

  it('stand in DOT between quotes that nothing in them ends', () => {
    expect(renderDot(graph([['a"]', 'b\\']]))).toContain('  "a\\"]" -> "b\\\\"\n');
  });
});
