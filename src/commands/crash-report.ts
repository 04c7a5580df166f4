import { withoutSecrets } from '../api/secrets-in-use.ts';
import { safe } from '../text/safe.ts';

/** Errors behind an error that are told. */
const CAUSES = 3;

/**
 * What is told when the program met a mistake of its own: a line with what happened and what to do, then what helps to find
 * it. Secrets in use are taken out, and whatever could move a cursor is made visible.
 */
export function crashReport(error: unknown, version: string): string {
  return [
    `presence-monitor: a mistake in the program: ${headOf(error)}. Start it again; if it happens again, report it with these lines:`,
    `    presence-monitor ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    ...framesOf(error),
    ...causesOf(error).flatMap((cause) => [`    caused by ${headOf(cause)}`, ...framesOf(cause)]),
  ].join('\n');
}

function headOf(error: unknown): string {
  return clean(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}

/** Where it happened, innermost first, without the message that a stack begins with. */
function framesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map(clean);
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let at = error; at instanceof Error && at.cause !== undefined && causes.length < CAUSES; at = at.cause)
    causes.push(at.cause);
  return causes;
}

function clean(text: string): string {
  return safe(withoutSecrets(text));
}
