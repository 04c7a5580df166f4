import { median } from './percentile.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line through points: `slope` in y for each x, and its standard error; NaN with fewer than three points. */
export interface Trend {
  readonly slope: number;
  readonly error: number;
}

/** The line with the least squares of its distances. The error takes the distances for independent of one another. */
export function trendOf(points: readonly Point[]): Trend {
  const mean = (value: (point: Point) => number) => points.reduce((sum, point) => sum + value(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const spread = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  const slope = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) / spread;
  const left = points.reduce((sum, point) => sum + (point.y - y - slope * (point.x - x)) ** 2, 0);
  return points.length < 3
    ? { slope: Number.NaN, error: Number.NaN }
    : { slope, error: Math.sqrt(left / (points.length - 2) / spread) };
}

/** The middle of the slopes between all pairs of points: a few points far out do not move it. */
export function medianSlope(points: readonly Point[]): number {
  const slopes = points.flatMap((a, at) => points.slice(at + 1).map((b) => (b.y - a.y) / (b.x - a.x)));
  return median(slopes);
}
