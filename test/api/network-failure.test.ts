import { describe, expect, it } from 'vitest';
import { networkFailure, timedOut } from '../../src/api/network-failure.ts';

const failure = (code: string) => networkFailure('set', 'https://h', code).failure;

describe('a connection', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])(
    'that never was (%s) sent nothing',
    (code) => {
      expect(failure(code)).toMatchObject({
        code: 'network',
        unsent: true,
        status: null,
        message: expect.stringContaining(code),
      });
    },
  );

  it.each(['EHOSTUNREACH', 'ENETUNREACH'])('that stood when the network was lost (%s) may have sent everything', (code) => {
    const lost = (syscall: string) => networkFailure('set', 'https://h', code, Object.assign(new Error(), { syscall })).failure;
    expect(lost('read').unsent).toBeUndefined();
    expect(lost('write').unsent).toBeUndefined();
    expect(lost('connect').unsent).toBe(true);
  });

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'HPE_INVALID_CONSTANT', 'unknown error'])(
    'that broke (%s) may have sent everything',
    (code) => {
      expect(failure(code)).toMatchObject({ code: 'network', message: expect.stringContaining(code) });
      expect(failure(code).unsent).toBeUndefined();
    },
  );

  it.each([
    ['CERT_HAS_EXPIRED', 'clock'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'another name'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'NODE_EXTRA_CA_CERTS'],
  ])('whose certificate is not trusted (%s) speaks of %s', (code, about) => {
    expect(failure(code)).toMatchObject({
      message: `set: the certificate of https://h is not trusted (${code})`,
      hint: expect.stringContaining(about),
      unsent: true,
    });
  });
});

it('an answer that cannot be decompressed is unreadable', () => {
  expect(failure('Z_DATA_ERROR').code).toBe('unreadable');
});

it('after a time-out only a read can simply be tried again', () => {
  expect(timedOut('set', 10_000).failure).toMatchObject({ message: 'set: no complete answer within 10 s' });
  expect(timedOut('set', 10_000).failure.hint).toContain('may have been carried out');
  expect(timedOut('retrieve', 10_000).failure.hint).toContain('Try again');
});
