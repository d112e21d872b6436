/** A straight line through points, by least squares. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  /** How much of the differences the line explains; 1 is all. */
  readonly r2: number;
}

export function fitLine(points: readonly (readonly [x: number, y: number])[]): Line {
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const sum = (of: (x: number, y: number) => number) => points.reduce((all, [x, y]) => all + of(x, y), 0);
  const slope = sum((x, y) => (x - mx) * (y - my)) / sum((x) => (x - mx) ** 2);
  const intercept = my - slope * mx;
  const rest = sum((x, y) => (y - intercept - slope * x) ** 2);
  return { slope, intercept, r2: 1 - rest / sum((_, y) => (y - my) ** 2) };
}
