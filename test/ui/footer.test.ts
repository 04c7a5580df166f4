import fc from 'fast-check';
import { expect, it } from 'vitest';
import { footer } from '../../src/ui/footer.ts';
import { lineWidth, plainText } from '../../src/ui/lines.ts';
import { team } from '../helpers/drawing.tsx';
import { failureOf, names, START, Watching } from '../helpers/watching.ts';

const drawn = (watching: Watching, width: number) => plainText(footer(watching.state, width));

it.each([
  [40, ' 0.0/s of 5 · all well   ? help  q quit '],
  [60, ' 0.0/s of 5 · all well      ? help  q quit  / filter  e set '],
  [80, ' 0.0/s of 5 · all well · 1 call a sweep  ? help  q quit  / filter  e set  a sub '],
  [
    120,
    ' 0.0/s of 5 · all well · 1 call a sweep · every 30s         ? help  q quit  / filter  e set  a sub  x unsub  Enter open ',
  ],
])('at %i columns: what is spent on the left, the keys most wanted on the right', (width, line) => {
  expect(drawn(team(), width)).toBe(line);
});

it('on the table `? help` and `q quit` stand there at every width, and no width is exceeded', () => {
  const watching = new Watching(names(100_000), { callsPerSecond: 50 });
  watching.fail(failureOf('throttled'), 60_000);
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 300 }), (width) => {
      const line = footer(watching.state, width);
      expect(plainText(line)).toContain('? help  q quit');
      expect(lineWidth(line)).toBe(width);
    }),
  );
});

it('counts calls a second against what is allowed, and calls refused for their frequency', () => {
  const watching = new Watching(names(3000), { callsPerSecond: 10 });
  for (let call = 0; call < 5; call++) watching.say({ type: 'requested', call: 'retrieve' });
  watching.wait(1000);
  watching.fail(failureOf('throttled'), 60_000);
  expect(drawn(watching, 200)).toMatch(/^ 5\.0\/s of 10 \(yielding: 429 from the server 1s ago\) · trouble · /);
  expect(drawn(watching, 200)).toMatch(/ · 30 calls a sweep · every 30s · 429 ×1 /);
});

it.each([
  [40, ' 0.0/s of 5 · trouble    ? help  q quit '],
  [60, ' 0.0/s of 5 (yielding: 429) · trouble        ? help  q quit '],
  [80, ' 0.0/s of 5 (yielding: 429 from the server 10s ago) · trouble    ? help  q quit '],
  [100, ' 0.0/s of 5 (yielding: 429 from the server 10s ago) · trouble       ? help  q quit  / filter  e set '],
])('at %i columns it says why less is spent than allowed, before it offers more keys', (width, line) => {
  const watching = team();
  watching.wait(30_000);
  watching.fail(failureOf('throttled'), 60_000);
  watching.wait(12_000);
  expect(drawn(watching, width)).toBe(line);
});

it('yields to an overloaded server and to slow answers in words of their own', () => {
  const overloaded = team();
  overloaded.wait(30_000);
  overloaded.fail({ ...failureOf('throttled'), status: 503 });
  expect(drawn(overloaded, 100)).toContain('of 5 (yielding: 503 from the server 1s ago) · ');
  const slow = team();
  slow.wait(30_000);
  slow.answer({}, { sentAt: START + slow.now - 9000 });
  slow.wait(5000);
  expect(drawn(slow, 100)).toContain('of 5 (yielding: slow answers 5s ago) · ');
});

it('a budget too small for the refresh time shows in the time a sweep takes', () => {
  expect(drawn(new Watching(names(10_000), { callsPerSecond: 1 }), 200)).toContain(' · 100 calls a sweep · every 100s · ');
  expect(drawn(new Watching(names(650), { callsPerSecond: 1, refresh: 1000 }), 200)).toContain(' · every 7s · ');
  expect(drawn(new Watching(['alice'], { refresh: 2500 }), 200)).toContain(' · every 2.5s · ');
});

it('until everybody was answered the monitor is starting', () => {
  const watching = new Watching(['alice']);
  expect(drawn(watching, 80)).toContain('starting');
  watching.answer();
  expect(drawn(watching, 80)).toContain('all well');
});

it('any trouble is one, be it of the subscriptions or the token', () => {
  const failure = failureOf('network');
  const messages = [
    { type: 'sublist-failed', askedAt: 0, failure, wait: 1000 },
    { type: 'token', trouble: { failure, retryIn: 0, worksFor: 0 } },
  ] as const;
  for (const message of messages) {
    const watching = team();
    watching.say(message);
    expect(drawn(watching, 80)).toContain(' · trouble · ');
  }
});

it('names the keys of whatever is on top', () => {
  const watching = team();
  watching.say({ type: 'open', layer: 'filter' });
  expect(drawn(watching, 80)).toMatch(/ Enter keep {2}Esc clear {2}↑ earlier $/);
  watching.say('cancel', { type: 'open', layer: 'sort' });
  expect(drawn(watching, 80)).toMatch(/ Enter sort {2}Esc close {2}\? help $/);
  watching.say('cancel', { type: 'open', layer: 'set' });
  expect(drawn(watching, 80)).toMatch(/ Enter do it {2}Esc cancel {2}Tab next field $/);
  watching.say('cancel', { type: 'open', layer: 'help' });
  expect(drawn(watching, 80)).toMatch(/ Esc close $/);
});

it('offers nothing that does not work now: in a read-only run and in the past no key that writes', () => {
  const readOnly = { why: 'read-only: profile prod is marked production', hint: 'start with --write' };
  const writing = / (e set|a sub|x unsub) /;
  expect(drawn(new Watching(['alice'], { readOnly }), 120)).not.toMatch(writing);
  const watching = team();
  expect(drawn(watching, 120)).toMatch(writing);
  watching.say('freeze', { type: 'travel', to: 'oldest' }, { type: 'open', layer: 'user' });
  expect(drawn(watching, 120)).not.toMatch(writing);
});

it('tells in a frozen view how to get on in it and back, on the page of a user too', () => {
  const watching = team();
  watching.say('freeze', { type: 'travel', to: 'oldest' });
  expect(drawn(watching, 80)).toMatch(/ \? help {2}q quit {2}← earlier {2}→ later {2}p live $/);
  watching.say({ type: 'open', layer: 'user' });
  expect(drawn(watching, 80)).toMatch(/ \? help {2}q close {2}← earlier {2}→ later {2}p live $/);
});

it('q closes what is open, and is said to quit only where it does', () => {
  const watching = team();
  expect(drawn(watching, 80)).toContain(' q quit ');
  watching.say({ type: 'open', layer: 'user' });
  expect(drawn(watching, 80)).toContain(' q close ');
  expect(drawn(watching, 200)).not.toContain('Esc close');
});

it('tells no rate of calls while they are stopped', () => {
  const watching = team();
  expect(drawn(watching, 100)).toMatch(/^ \d\.\d\/s of 5 /);
  watching.say('stop');
  expect(drawn(watching, 100)).toMatch(/^ stopped · 429 ×0 /);
});
