import { type ComponentGraph } from '../../../pipeline/graph/component-graph.ts';

/** What a picture of the graph is wanted as; a tree when none is set. */
export interface GraphFormats {
  readonly mermaid: boolean;
  readonly dot: boolean;
  readonly svg: boolean;
}

export async function renderGraph(
  graph: ComponentGraph,
  formats: GraphFormats,
  color: boolean,
): Promise<string> {
  if (formats.mermaid) {
    const { renderMermaid } = await import('./mermaid.ts');
    return renderMermaid(graph);
  }
  if (formats.dot) {
    const { renderDot } = await import('./dot.ts');
    return renderDot(graph);
  }
  if (formats.svg) {
    const { renderSvg } = await import('./svg.ts');
    return renderSvg(graph);
  }
  if (graph.nodes.length === 0) return 'no components\n';
  const { renderTextTree } = await import('./text-tree.ts');
  return renderTextTree(graph, { color });
}
