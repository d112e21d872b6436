/** `\$`; `${NAME}` and `${NAME:-default}`; `$NAME`. */
const reference = /\\\$|\$\{(\w+)(?:(:?-)([^}]*))?\}|\$([A-Za-z_]\w*)/g;

/**
 * Puts values in place of `${NAME}` in what a `.env` file says, as dotenv-expand and Docker Compose do: those of the
 * environment, which win, or of a line above. A value that is put in is not searched again, so that a password from the
 * environment keeps its dollar signs.
 *
 * @param parsed the file's values as they are written, in its order
 */
export function expandReferences(
  parsed: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const expanded: Record<string, string> = {};
  for (const [name, text] of Object.entries(parsed)) {
    expanded[name] = text.replaceAll(
      reference,
      (found, braced?: string, operator?: string, fallback?: string, bare?: string): string => {
        const wanted = braced ?? bare;
        if (wanted === undefined) return found.slice(1);
        const value = env[wanted] ?? expanded[wanted];
        return value === undefined || (operator === ':-' && value === '') ? (fallback ?? '') : value;
      },
    );
  }
  return expanded;
}
