/** Waits for a condition. @throws when it does not come true in time */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  most = 20_000,
): Promise<void> {
  const end = Date.now() + most;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`It took too long until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
