import { type z } from 'zod';
import { startApp, type TestApp } from '@/platform/test-utils';
import { ExecutionView } from '../dto/execution.ts';
import { OrganizationView } from '../dto/organization.ts';
import { SuiteView } from '../dto/suite.ts';
import { TestView } from '../dto/test.ts';
import { TestRunsModule } from '../test-runs.module.ts';

/** The application with short ways to make things through its own API. */
export interface Lab extends TestApp {
  organization(slug: string): Promise<z.output<typeof OrganizationView>>;
  suite(organizationId: string, name: string, parentId?: string): Promise<z.output<typeof SuiteView>>;
  test(suiteId: string, name: string, tags?: string[]): Promise<z.output<typeof TestView>>;
  /** An execution that is already running. */
  running(organizationId: string, suiteId?: string): Promise<z.output<typeof ExecutionView>>;
}

/** Starts the component; every call records `ada` as the actor. */
export async function openLab(): Promise<Lab> {
  const app = await startApp(TestRunsModule);
  const ada = app.as({ id: 'ada', permissions: ['test-runs:*'] });
  const make = async <Schema extends z.ZodType>(schema: Schema, path: string, body?: object) =>
    schema.parse((await ada.post(`/test-runs/${path}`, body)).body);
  return {
    ...app,
    http: ada,
    organization: (slug) => make(OrganizationView, 'organizations', { slug, name: slug }),
    suite: (organizationId, name, parentId) => make(SuiteView, 'suites', { organizationId, name, parentId }),
    test: (suiteId, name, tags) => make(TestView, 'tests', { suiteId, name, type: 'SMOKE', tags }),
    running: async (organizationId, suiteId) => {
      const { id } = await make(ExecutionView, 'executions', { organizationId, suiteId });
      return make(ExecutionView, `executions/${id}/start`);
    },
  };
}
