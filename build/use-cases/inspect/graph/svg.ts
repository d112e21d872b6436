import { instance } from '@viz-js/viz';
import { type ComponentGraph } from '../../../pipeline/graph/component-graph.ts';
import { renderDot } from './dot.ts';

/** A picture, laid out by Graphviz (WebAssembly, inside the package): no program and no network is needed. */
export async function renderSvg(graph: ComponentGraph): Promise<string> {
  const viz = await instance();
  return viz.renderString(renderDot(graph), { format: 'svg' });
}
