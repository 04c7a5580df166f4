import { STATUS_CODES } from 'node:http';
import type { SpoilingRule } from './fault-rules.ts';
import type { Fault, Reply } from './faults.ts';
import { FAILED_RESULT } from './quirks.ts';
import { refusalOf } from './refusal-by-status.ts';

type StatusRule = Extract<SpoilingRule, { do: 'status' }>;

/**
 * What a rule makes of an answer. `answer` carries the call out and gives the right one; a rule that leaves the call
 * undone does not ask for it. `now` in milliseconds since the epoch, by the clock of the server.
 */
export function spoil(rule: SpoilingRule, answer: () => Reply, now: number): Fault {
  if ('carriedOut' in rule && rule.carriedOut) answer();
  switch (rule.do) {
    case 'status':
      return statusReply(rule, now);
    case 'failed-result':
      return { status: 200, body: JSON.stringify({ result: rule.text ?? FAILED_RESULT }) };
    case 'truncated':
      return changeBody(answer(), (body) => body.slice(0, body.length / 2));
    case 'invalid-json':
      return changeBody(answer(), (body) => body.replaceAll('"', "'"));
    case 'huge':
      return { ...answer(), manner: { bytes: rule.bytes } };
    case 'slow':
      return { ...answer(), manner: { seconds: rule.seconds } };
    case 'reset':
      return rule.at === 'before' ? 'reset' : { ...answer(), manner: 'broken-off' };
    case 'hang':
      return 'hang';
  }
}

function changeBody(reply: Reply, change: (body: string) => string): Reply {
  return { ...reply, body: change(reply.body ?? '') };
}

function statusReply({ status, body, text, retryAfter }: StatusRule, now: number): Reply {
  return {
    status,
    body: body === 'json' ? refusalOf(status, text).body(now, 0) : body === 'html' ? gatewayPage(status) : '',
    headers: {
      ...(body === 'html' && { 'Content-Type': 'text/html' }),
      ...(retryAfter !== undefined && { 'Retry-After': retryAfterHeader(retryAfter, now) }),
    },
  };
}

function gatewayPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
}

function retryAfterHeader({ seconds, as }: NonNullable<StatusRule['retryAfter']>, now: number): string {
  return as === 'seconds' ? String(seconds) : new Date(now + seconds * 1000).toUTCString();
}
