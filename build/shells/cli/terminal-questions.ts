import { type Prompts } from '../../use-cases/scaffold/ask-for-component.ts';

/** The questions on the terminal. */
export async function terminalQuestions(): Promise<Prompts> {
  const { confirm, isCancel, text } = await import('@clack/prompts');
  return {
    text: async (question) => {
      const answer = await text(question);
      return isCancel(answer) ? undefined : answer.trim();
    },
    confirm: async (question) => {
      const answer = await confirm(question);
      return isCancel(answer) ? undefined : answer;
    },
  };
}
