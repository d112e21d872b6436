import pico from 'picocolors';
import { groupBy } from '../../../model/names/group-by.ts';
import { plainText } from '../../../diagnostics/plain-text.ts';
import {
  type ComponentEdge,
  type ComponentGraph,
  type ComponentNode,
} from '../../../pipeline/graph/component-graph.ts';
import { describeUses } from './describe-uses.ts';

/**
 * The graph as trees, for people: at the left the components that no other requires, below each what it requires. What a component
 * requires is shown once, where it is met first; circles without a way in start at their first by name.
 */
export function renderTextTree(
  { nodes, edges }: ComponentGraph,
  { color }: { readonly color: boolean },
): string {
  const paint = pico.createColors(color);
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const below = groupBy(edges, ({ from }) => from);
  const shown = new Set<string>();
  const lines: string[] = [];

  const title = ({ name, version, state }: ComponentNode): string =>
    [
      paint.bold(plainText(name)),
      ...(version === undefined ? [] : [paint.dim(plainText(version))]),
      ...(state === 'enabled' || state === 'missing' ? [] : [paint.yellow(state)]),
    ].join(' ');
  const words = (edge: ComponentEdge): string => {
    const [first, ...rest] = describeUses(edge).map(plainText);
    if (first === undefined) return '';
    const list = [edge.problem ? paint.red(first) : paint.dim(first), ...rest.map(paint.dim)];
    return ` ${paint.dim('(')}${list.join(paint.dim(', '))}${paint.dim(')')}`;
  };
  const show = (node: ComponentNode, start: string, indent: string, uses: string): void => {
    const children = below.get(node.name) ?? [];
    const isRepeated = shown.has(node.name) && children.length > 0;
    lines.push(`${start}${title(node)}${uses}${isRepeated ? paint.dim(', see above') : ''}`);
    if (isRepeated) return;
    shown.add(node.name);
    children.forEach((edge, index) => {
      const child = byName.get(edge.to);
      const isLast = index === children.length - 1;
      if (child)
        show(
          child,
          `${indent}${isLast ? '└── ' : '├── '}`,
          `${indent}${isLast ? '    ' : '│   '}`,
          words(edge),
        );
    });
  };

  const required = new Set(edges.filter(({ from, to }) => from !== to).map(({ to }) => to));
  for (const node of nodes) if (!required.has(node.name)) show(node, '', '', '');
  for (const node of nodes) if (!shown.has(node.name)) show(node, '', '', '');
  return lines.map((line) => `${line}\n`).join('');
}
