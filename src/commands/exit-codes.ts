import type { FailureCode } from '../api/errors.ts';

/** The exit codes of the program and what each means; the README's table is made from it. */
export const EXIT = {
  done: { code: 0, meaning: 'done' },
  unexpected: { code: 1, meaning: 'a mistake in the program, or the output could not be written' },
  usage: {
    code: 2,
    meaning: 'wrong usage or configuration, also where only the server knows that: no such app, presence not activated',
  },
  unauthorised: { code: 3, meaning: 'not authorised' },
  network: { code: 4, meaning: 'network or server' },
  quota: { code: 5, meaning: 'quota: the server refused calls for their frequency' },
  partial: { code: 6, meaning: 'some users are unknown or failed, or a recording is damaged' },
  timedOut: { code: 7, meaning: '`--until` matched nobody before `--timeout`' },
  hangup: { code: 129, meaning: 'SIGHUP: the terminal went away' },
  interrupt: { code: 130, meaning: 'ctrl-c, SIGINT' },
  terminate: { code: 143, meaning: 'SIGTERM' },
} as const;

/** The exit code that a failure of the API ends the program with. */
export function exitCodeOf(code: FailureCode): number {
  switch (code) {
    case 'unauthorized':
    case 'forbidden':
    case 'no-token':
      return EXIT.unauthorised.code;
    case 'throttled':
      return EXIT.quota.code;
    case 'refused':
    case 'read-only':
    case 'not-found':
    case 'not-activated':
      return EXIT.usage.code;
    default:
      return EXIT.network.code;
  }
}
