/** Names come from the authors' files; nothing in them may steer a terminal. */
export function plainText(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]/gu, '?');
}
