import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Firing } from '../../../src/monitor/alerts/rule.ts';
import { Ringer } from '../../../src/runtime/alerts/ringer.ts';
import { BELL, notificationSequence } from '../../../src/text/notification.ts';
import { alertRule, START, Watching } from '../../helpers/watching.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const written: string[] = [];
  const ringer = new Ringer((sequence) => written.push(sequence), false);
  return { ringer, written: () => written.splice(0) };
}

function firingOf(uid: string): Firing {
  const rule = alertRule('status:offline', { name: 'down' });
  const between = { notBefore: START, notAfter: START, gap: null };
  return { at: START, rule, edge: 'begins', record: new Watching([uid]).user(uid), ...between, unobserved: 0, suppressed: 0 };
}

const shown = (text: string) => notificationSequence(text, 200, false);

it('rings at once, and of what comes within a second not again', () => {
  const { ringer, written } = open();
  for (let times = 0; times < 100; times++) ringer.ring();
  expect(written()).toEqual([BELL]);
  vi.advanceTimersByTime(1000);
  expect(written()).toEqual([]);
  ringer.ring();
  expect(written()).toEqual([BELL]);
});

it('notifies at once, and sums up what comes within a second after it', () => {
  const { ringer, written } = open();
  for (const uid of ['alice', 'bob', 'carol', 'dora']) ringer.notify(firingOf(uid));
  expect(written()).toEqual([shown('alert for alice (unknown): down')]);
  vi.advanceTimersByTime(1000);
  expect(written()).toEqual([shown('3 alerts, the first: alert for bob (unknown): down')]);
  ringer.notify(firingOf('erin'));
  vi.advanceTimersByTime(1000);
  expect(written()).toEqual([shown('alert for erin (unknown): down')]);
  vi.advanceTimersByTime(5000);
  expect([written(), vi.getTimerCount()]).toEqual([[], 0]);
});

it('notifies of what still waits when the monitor is left, and no timer stays', () => {
  const { ringer, written } = open();
  ringer.ring();
  for (const uid of ['alice', 'bob']) ringer.notify(firingOf(uid));
  ringer.close();
  expect(written().slice(2)).toEqual([shown('alert for bob (unknown): down')]);
  expect(vi.getTimerCount()).toBe(0);
});
