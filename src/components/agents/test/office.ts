import { type z } from 'zod';
import { startApp, type TestApp } from '@/platform/test-utils';
import { ConfigurationModule } from '../../configuration/index.ts';
import { AgentsModule } from '../agents.module.ts';
import { AgentExecutionDetail } from '../dto/agent-execution.ts';
import { TemplateView } from '../dto/agent-template.ts';
import { UserAgentView } from '../dto/user-agent.ts';

export const twoSteps = [
  { name: 'Read', action: 'mail.fetch', input: { limit: 5 } },
  { name: 'Write', action: 'mail.send', input: {} },
];

/** The application with short ways to make things through its own API. */
export interface Office extends TestApp {
  template(input: object): Promise<z.output<typeof TemplateView>>;
  agent(input: object): Promise<z.output<typeof UserAgentView>>;
  /** A running execution of a new agent with two steps. */
  running(userId: string): Promise<z.output<typeof AgentExecutionDetail>>;
}

/** Starts the component and the one it requires. */
export async function openOffice(): Promise<Office> {
  const app = await startApp(ConfigurationModule, AgentsModule);
  const http = app.as({ permissions: ['agents:*', 'configuration:*'] });
  const make = async <Schema extends z.ZodType>(schema: Schema, path: string, body?: object) =>
    schema.parse((await http.post(`/agents/${path}`, body)).body);
  return {
    ...app,
    http,
    template: (input) => make(TemplateView, 'templates', input),
    agent: (input) => make(UserAgentView, 'user-agents', input),
    running: async (userId) => {
      const agent = await make(UserAgentView, 'user-agents', { userId, name: 'Runner', steps: twoSteps });
      const { id } = await make(AgentExecutionDetail, 'executions', { agentId: agent.id });
      return make(AgentExecutionDetail, `executions/${id}/start`);
    },
  };
}
