import {
  type ComponentEdge,
  type ComponentGraph,
  type ComponentNode,
} from '../../../pipeline/graph/component-graph.ts';
import { describeUses } from './describe-uses.ts';

const font = 'fontname="Helvetica,Arial,sans-serif"';
const styles: Readonly<Record<ComponentNode['state'], string>> = {
  enabled: 'fillcolor="#eef4ff", color="#4a6fa5"',
  disabled: 'fillcolor="#f3f3f3", color="#8a8a8a", fontcolor="#6a6a6a", style="rounded,filled,dashed"',
  retired: 'fillcolor="#f3f3f3", color="#8a8a8a", fontcolor="#6a6a6a", style="rounded,filled,dotted"',
  purged: 'fillcolor="#ffffff", color="#c0c0c0", fontcolor="#8a8a8a", style="rounded,filled,dotted"',
  missing: 'fillcolor="#fff0f0", color="#c00000", fontcolor="#c00000", style="rounded,filled,dashed"',
};

/** The graph in Graphviz' language; arrows lead to what is required. */
export function renderDot({ nodes, edges }: ComponentGraph): string {
  const lines = [
    'digraph components {',
    '  graph [rankdir="LR", nodesep="0.35", ranksep="0.9", bgcolor="white", pad="0.2"]',
    `  node [shape="box", style="rounded,filled", margin="0.2,0.1", fontsize="13", ${font}]`,
    `  edge [color="#6b6b6b", fontcolor="#444444", arrowsize="0.7", fontsize="10", ${font}]`,
    ...nodes.map(
      (node) => `  ${quote(node.name)} [label=${quoteLabel(labelOf(node))}, ${styles[node.state]}]`,
    ),
    ...edges.map((edge) => `  ${quote(edge.from)} -> ${quote(edge.to)}${attributes(edge)}`),
    '}',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function labelOf({ name, version, state }: ComponentNode): string {
  const below = [version, ...(state === 'enabled' ? [] : [state])].filter((word) => word !== undefined);
  return [name, below.join(' ')].join('\n');
}

function attributes(edge: ComponentEdge): string {
  const words = describeUses(edge);
  const list = [
    ...(words.length > 0 ? [`label=${quoteLabel(words.join('\n'))}`] : []),
    ...(edge.problem ? ['color="#c00000", fontcolor="#c00000", style="dashed"'] : []),
  ];
  return list.length > 0 ? ` [${list.join(', ')}]` : '';
}

/** Graphviz reads HTML entities in labels. */
function quoteLabel(text: string): string {
  return quote(text.replaceAll('&', '&amp;'));
}

/** A line break becomes DOT's own; a backslash of ours must not begin one of its escapes. */
function quote(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll(/\p{Cc}/gu, '?');
  return `"${escaped}"`;
}
