import { describe, expect, it } from 'vitest';
import { httpFailure } from '../../src/api/http-failure.ts';

const failure = (status: number, body: unknown = '', more: { statusText?: string; retryAfter?: string } = {}) =>
  httpFailure({
    call: 'retrieve',
    status,
    statusText: more.statusText ?? '',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    retryAfter: more.retryAfter,
    now: 0,
  }).failure;

describe('the kind of failure', () => {
  it.each([
    [301, '', 'redirected'],
    [304, '', 'redirected'],
    [400, 'Unexpected character', 'rejected'],
    [400, 'the app not open presence', 'not-activated'],
    [400, ' The App Not Open Presence ', 'not-activated'],
    [400, 'too many queries', 'throttled'],
    [400, 'TOO MANY QUERIES ', 'throttled'],
    [400, 'too many get presences', 'rejected'],
    [401, 'Unable to authenticate (OAuth)', 'unauthorized'],
    [403, 'forbidden_op', 'forbidden'],
    [404, 'Service resource not found', 'not-found'],
    [408, '', 'timeout'],
    [409, '', 'rejected'],
    [413, '', 'rejected'],
    [415, 'Unsupported Media Type', 'rejected'],
    [429, 'This request has reached api limit', 'throttled'],
    [500, '', 'server'],
    [501, '', 'server'],
    [502, '', 'server'],
    [503, '', 'throttled'],
    [504, '', 'server'],
    [204, '', 'unreadable'],
  ])('a %i that says "%s" is %s', (status, text, code) => {
    expect(failure(status, { error: 'x', error_description: text })).toMatchObject({ code, status, call: 'retrieve' });
  });

  it('does not need the text in error_description', () => {
    expect(failure(400, { error: 'service open exception', result: 'the app not open presence' }).code).toBe('not-activated');
  });
});

describe('the message', () => {
  it.each([
    [{ error_description: ' first ', result: 'second', error: 'third' }, 'first'],
    [{ error_description: '', result: 'second', error: 'third' }, 'second'],
    [{ error_description: 5, result: {}, error: 'third' }, 'third'],
    [{ error_description: '<html>no</html>', error: 'third' }, 'third'],
    [{}, 'Bad Gateway'],
    [[], 'Bad Gateway'],
    ['', 'Bad Gateway'],
    ['upstream timed out', 'Bad Gateway'],
    ['<html><head><title>502</title></head></html>', 'Bad Gateway'],
  ])('of %j is %j', (body, text) => {
    expect(failure(502, body).message).toBe(`retrieve: the server answered 502: ${text}`);
  });

  it('takes the reason the server gave when the body has none', () => {
    expect(failure(502, '', { statusText: 'Out To Lunch' }).message).toContain('502: Out To Lunch');
  });

  it('of a status nobody knows is the number alone', () => {
    expect(failure(599).message).toBe('retrieve: the server answered 599');
  });

  it('is one line of bounded length', () => {
    const { message } = failure(400, { error_description: `a\r\n\tb ${'long '.repeat(1000)}` });
    expect(message).toContain('400: a b long');
    expect(message).not.toMatch(/[\r\n\t]/);
    expect(message.length).toBeLessThan(250);
  });
});

it('what the server asked to wait is in milliseconds', () => {
  expect(failure(429, '', { retryAfter: '3' }).retryAfter).toBe(3000);
  expect(failure(429).retryAfter).toBeNull();
});

it.each([
  [401, '', 'token'],
  [403, '', 'app token'],
  [400, 'the app not open presence', 'Activate presence'],
  [404, 'Could not find application for a/b from URI: /a/b', 'appName'],
  [404, 'Service resource not found', 'uid'],
  [429, 'This request has reached api limit', 'callsPerSecond'],
  [429, 'plan limit exceeded', 'plan'],
  [400, 'ext is too big ', 'extMaxBytes'],
  [400, "you can't sub yourself", 'acting user'],
  [400, 'too many sub presence', '3,000'],
  [400, 'too many unsub presences', 'fewer names'],
  [302, '', 'host'],
  [500, '', 'later'],
  [408, '', 'again'],
  [204, '', 'proxy'],
  [418, 'teapot', 'Correct'],
])('the hint for a %i "%s" speaks of %s, and never in the words of the server', (status, text, about) => {
  const { hint } = failure(status, { error_description: `${text} \u001b[31mevil` });
  expect(hint).toContain(about);
  expect(hint).not.toContain('evil');
});

it.each([
  [400, 'clientId'],
  [401, 'clientSecret'],
  [404, 'orgName'],
  [429, 'less and less often'],
  [500, 'later'],
])('a %i for a token speaks of %s', (status, about) => {
  const { failure: told } = httpFailure({ call: 'token', status, statusText: '', body: '', retryAfter: undefined, now: 0 });
  expect(told).toMatchObject({ call: 'token', message: expect.stringContaining(`token: the server answered ${status}`) });
  expect(told.hint).toContain(about);
});
