import { describe, expect, it } from 'vitest';
import { formatSize, parseSize, roughSize } from '../../src/text/size.ts';

describe('a size', () => {
  it.each([
    ['100MB', 100e6],
    ['100 mb', 100e6],
    ['2G', 2e9],
    ['500K', 500e3],
    ['512', 512],
  ])('%s is %i bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each(['', '0', 'MB', '1.5MB', '-1', '10TB', '1e3', '99999999999999999GB'])('"%s" is none', (text) => {
    expect(parseSize(text)).toBeNull();
  });

  it('is written to about a tenth for reading', () => {
    expect([999, 65_536, 524_288, 8_388_608, 4_345_298_944].map(roughSize)).toEqual([
      '999 bytes',
      '65.5 KB',
      '524 KB',
      '8.4 MB',
      '4.3 GB',
    ]);
  });

  it('is written in the largest unit that leaves no fraction', () => {
    expect([100e6, 2e9, 1_500_000, 1234].map(formatSize)).toEqual(['100 MB', '2 GB', '1500 KB', '1234 bytes']);
  });
});
