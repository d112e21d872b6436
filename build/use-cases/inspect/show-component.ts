import { type Outcome } from '../../diagnostics/outcome.ts';
import { type ComponentInfo } from './component-info.ts';
import { inspectComponent } from './inspect-project.ts';

/** What one component owns, requires and is required by. */
export async function showComponent(name: string, projectDir: string): Promise<Outcome<ComponentInfo>> {
  return await inspectComponent(name, projectDir, (info) => ({ value: info, problems: info.problems }));
}
