import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isSign, signs } from '../../src/text/signs.ts';
import { drawFor } from '../../src/text/terminal.ts';
import { widthOf } from '../../src/text/width.ts';

const SOURCE = new URL('../../src/', import.meta.url).pathname;
const FOREIGN = /\P{ASCII}/u;

/** Where foreign characters may stand: the signs themselves, and what made-up people of the simulator say. */
const KNOWING = ['text/signs.ts', 'simulator/story.ts'];

/** The lines of a file without comments. */
function codeOf(file: string): string[] {
  const text = readFileSync(join(SOURCE, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/./g, ''));
  return text.split('\n').map((line) => line.replace(/(^|\s)\/\/ .*/, ''));
}

it('no character outside of ASCII is drawn but by the signs: everywhere else it is written signs.name', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const found = files
    .filter((file) => !KNOWING.includes(file))
    .flatMap((file) => codeOf(file).flatMap((line, at) => (FOREIGN.test(line) ? [`src/${file}:${at + 1}: ${line.trim()}`] : [])));
  expect(found).toEqual([]);
  expect(KNOWING.every((file) => codeOf(file).some((line) => FOREIGN.test(line)))).toBe(true);
});

describe('in ASCII', () => {
  const asciiSigns = () => {
    drawFor({ ascii: true });
    return Object.entries(signs);
  };

  it('every sign is ASCII, as wide as it is drawn elsewhere but for arrow keys, which are words, and what is left out', () => {
    drawFor({});
    const drawn = new Map<string, string>(Object.entries(signs));
    for (const [name, sign] of asciiSigns()) {
      expect(sign, name).toMatch(/^[\x21-\x7e]+$/);
      if (!['up', 'down', 'left', 'right', 'more'].includes(name))
        expect(widthOf(sign), name).toBe(widthOf(drawn.get(name) ?? ''));
    }
  });

  it('the statuses are + * - ?, and neither a mark, nor a change, nor old data look like one of them', () => {
    drawFor({ ascii: true });
    const statuses = [signs.online, signs.custom, signs.offline, signs.unknown];
    expect(statuses).toEqual(['+', '*', '-', '?']);
    for (const sign of [signs.marked, signs.range, signs.changed, signs.old, signs.selected])
      expect(statuses).not.toContain(sign);
    expect(new Set([signs.marked, signs.range, signs.selected]).size).toBe(3);
  });

  it('what a stranger wrote is no sign of ours, whatever it would be elsewhere', () => {
    expect(isSign('●')).toBe(true);
    drawFor({ ascii: true });
    expect(isSign('●')).toBe(false);
  });
});

it('a terminal that draws ambiguous characters wide gets the signs in ASCII, which are not', () => {
  drawFor({ ambiguousWidth: 2 });
  expect(Object.values(signs).join('')).not.toMatch(FOREIGN);
});

it('what a test told of its terminal is forgotten after it', () => {
  expect(signs.online).toBe('●');
});
