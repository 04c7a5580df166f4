import type { IncomingMessage, ServerResponse } from 'node:http';
import { SimulatorError } from './errors.ts';
import type { FaultPlan } from './fault-plan.ts';
import { parseFaults } from './fault-rules.ts';
import { readBody } from './request-body.ts';

/** Where a running simulator is told what goes wrong; every path of the real API has more segments. */
export const CONTROL_PATH = '/_faults';

const BODY_BYTES = 1024 * 1024;

/**
 * Answers GET (what is in force), PUT (`{"faults": [...]}` in place of it) and DELETE (no faults), each with a `FaultReport`.
 * Nothing goes wrong here, and nothing is counted. Rejects only when the request itself breaks off.
 */
export async function control(request: IncomingMessage, response: ServerResponse, plan: FaultPlan): Promise<void> {
  const body = await readBody(request, BODY_BYTES);
  const { status, value } = obey(request.method, body, plan);
  response.writeHead(status, { 'Content-Type': 'application/json', ...(status === 405 && { Allow: 'GET, PUT, DELETE' }) });
  await new Promise<void>((resolve) => response.once('close', resolve).end(`${JSON.stringify(value)}\n`));
}

function obey(method: string | undefined, body: string | null, plan: FaultPlan): { status: number; value: unknown } {
  try {
    if (method === 'PUT') plan.replace(parseFaults(parseJson(body), 'The body'));
    else if (method === 'DELETE') plan.replace([]);
    else if (method !== 'GET') {
      return { status: 405, value: { error: `${method} means nothing here.`, hint: 'Use GET, PUT or DELETE.' } };
    }
    return { status: 200, value: plan.report() };
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return { status: 400, value: { error: error.message, hint: error.hint } };
  }
}

function parseJson(body: string | null): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch (cause) {
    throw new SimulatorError('The body is not JSON, or too long.', 'Send {"faults":[...]}, as in a scenario.', { cause });
  }
}
