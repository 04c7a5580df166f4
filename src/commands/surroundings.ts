import { processStreams, type Streams } from './streams.ts';

/** Where a command runs. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly streams: Streams;
}

/** The process itself. */
export function processSurroundings(): Surroundings {
  return { env: process.env, cwd: process.cwd(), streams: processStreams };
}
