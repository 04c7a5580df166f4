import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Simulator } from '../../src/simulator/server.ts';

export type Operation = readonly [name: string, argument: object];

/** What an operation of the SDK resolved with, or rejected with. */
export interface Outcome {
  readonly value?: { readonly result?: unknown; readonly data?: { readonly result?: unknown } } | null;
  readonly error?: unknown;
}

const script = new URL('./vendor-sdk.mjs', import.meta.url).pathname;

/** The device as which the SDK acts. */
export const SDK_RESOURCE = 'webim_test_1';

/** Lets the vendor's own SDK do something as a user, in a process of its own. */
export async function driveSdk(
  { url, orgName, appName, token }: Simulator,
  operations: readonly Operation[],
  uid = 'wzy',
): Promise<Outcome[]> {
  const order = JSON.stringify({ url, orgName, appName, token, uid, resource: SDK_RESOURCE, operations });
  const { stdout } = await promisify(execFile)(process.execPath, [script, order], { timeout: 60_000 });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Outcome[];
}
