import { type Outcome } from '../../../diagnostics/outcome.ts';
import { type ComponentGraph } from '../../../pipeline/graph/component-graph.ts';
import { inspectProject } from '../inspect-project.ts';

/** Which components there are and who requires whom, as far as the project could be read. */
export async function showGraph(projectDir: string): Promise<Outcome<ComponentGraph>> {
  return await inspectProject(projectDir, ({ graph }) => ({ value: graph }));
}
