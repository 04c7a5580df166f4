import { expect, test } from 'vitest';
import { rememberSecret } from '../../src/api/secrets-in-use.ts';
import { crashReport } from '../../src/commands/crash-report.ts';

test('one line says what happened and what to do; version, platform and frames follow', () => {
  const [first, second, third] = crashReport(new RangeError('out of luck'), '1.2.3').split('\n');
  expect(first).toBe(
    'presence-monitor: a mistake in the program: RangeError: out of luck. Start it again; if it happens again, report it with these lines:',
  );
  expect(second).toBe(`    presence-monitor 1.2.3, Node ${process.versions.node}, ${process.platform} ${process.arch}`);
  expect(third).toMatch(/^ {4}at .*crash-report\.test\.ts/);
});

test('what is thrown need not be an error, and causes are told, though not without end', () => {
  expect(crashReport('just words', '1').split('\n')).toHaveLength(2);
  const endless = new Error('around');
  endless.cause = endless;
  expect(crashReport(endless, '1').match(/caused by/g)).toHaveLength(3);
  expect(crashReport(new Error('top', { cause: 'a bad day' }), '1')).toContain('    caused by a bad day');
});

test('secrets in use are taken out of message, causes and frames, and nothing moves the cursor', () => {
  const secret = 'a secret of the crash report';
  rememberSecret(secret);
  const error = new Error(`\u001b[2J${secret}\nsecond line`, { cause: new Error(encodeURIComponent(secret)) });
  error.stack = `${error.stack}\n    at ${secret} (\u001b]0;x\u0007)`;
  const report = crashReport(error, '1');
  expect(report).toContain('Error: ␛[2J[secret]␊second line. Start it again');
  expect(report).toContain('caused by Error: [secret]');
  expect(report).toContain('at [secret] (␛]0;x␇)');
  expect(report).not.toMatch(/[^\P{Cc}\n]/u);
});
