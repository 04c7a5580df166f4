import { expect, test } from 'vitest';
import { nearest } from '../../src/text/nearest.ts';

const known = ['host', 'orgName', 'appName', 'uid', 'callsPerSecond', 'users'];

test.each([
  ['callPerSecond', 'callsPerSecond'],
  ['calls_per_second', 'callsPerSecond'],
  ['ORGNAME', 'orgName'],
  ['user', 'users'],
  ['hots', 'host'],
  ['iud', 'uid'],
  ['hosts', 'host'],
  ['ui', 'uid'],
])('%s is taken for %s', (name, expected) => {
  expect(nearest(name, known)).toBe(expected);
});

test.each(['theme', 'x', '', 'production', 'hte'])('nothing is suggested for %j', (name) => {
  expect(nearest(name, known)).toBeNull();
});

test('of two near names the nearer one is suggested', () => {
  expect(nearest('appNam', ['appId', 'apName', 'appName'])).toBe('appName');
});
