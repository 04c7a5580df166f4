import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { widthOf } from '../../src/text/width.ts';
import { draw, drawLines } from '../helpers/drawing.tsx';
import { failureOf, presence, Watching } from '../helpers/watching.ts';

vi.setConfig({ testTimeout: 60_000 });

/** What must never reach a terminal: controls (the breaks between lines aside), overrides of direction, line separators. */
const HARMFUL = /[\p{Cc}\u{61c}\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2069}\u{2028}\u{2029}\u{feff}]/u;

const pieces = fc.constantFrom(
  ...['\u{1b}[2J', '\u{1b}]0;title\u{7}', '\u{9b}31m', '\r', '\n', '\t', '\b', '\0', '\u{7f}', '\u{85}'],
  ...['\u{202e}', '\u{2066}', '\u{200b}', '\u{200d}', '\u{feff}', '\u{2028}', '\u{fe0f}', '\u{ad}'],
  ...['你好', '안녕', 'שלום', 'مرحبا', 'नमस्ते', 'e\u{301}', 'Z\u{351}\u{36b}\u{343}', '\u{301}', 'ﷺ', 'ｱ', '　'],
  ...['👩‍👩‍👧‍👦', '👍🏽', '🇩🇪', '1️⃣', '❤️', '\u{d83d}', '\u{dc4d}', ' ', 'abc', '●', '…'],
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

interface Stranger {
  readonly uid: string;
  readonly ext: string;
  readonly devices: readonly (readonly [string, string])[];
}
const strangers: fc.Arbitrary<Stranger> = fc.record({
  uid: texts,
  ext: texts,
  devices: fc.array(fc.tuple(texts, fc.oneof(fc.constantFrom('0', '1'), texts)), { maxLength: 5 }),
});

/** A monitor that watches zed, whose row is plain, and somebody who is not. */
function watchingBoth({ uid, ext, devices }: Stranger): Watching {
  const name = uid.toLowerCase() === 'zed' ? 'other' : uid;
  const watching = new Watching([name, 'zed']);
  watching.answer({ [name]: presence(devices, { ext, lastTime: 1 }), zed: presence({ ios: '1' }, { ext: 'fine', lastTime: 1 }) });
  return watching;
}

/** The text of a line from one column of the terminal on, or null when a wide character lies across it. */
function fromColumn(line: string, column: number): string | null {
  let at = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(line)) {
    if (at === column) return line.slice(index);
    if (at > column) return null;
    at += widthOf(segment);
  }
  return at === column ? '' : null;
}

/** One stranger with everything at once. */
const worst: Stranger = {
  uid: '\u{1b}[31m你\u{202e}e\u{301}👩‍👩‍👧‍👦',
  ext: '\u{1b}]52;c;cm0=\u{7}\r\nשלום\u{200b}',
  devices: [
    ['ios\u{1b}[2J', '1'],
    ['نوع', '\t🇩🇪'],
  ],
};

it('text from strangers is drawn with pictures of what it tried', () => {
  expect(drawLines(watchingBoth(worst), 100, 12).slice(2, 5)).toMatchInlineSnapshot(`
    [
      "   USER ▲      STATUS    DEVICES                              LAST CHANGE EXT              SUB  AGE",
      "▌ !␛[31m你�é👩‍👩‍👧‍👦 ● online  ios␛[2J ● نوع ␉🇩🇪                    1970-01-01  ␛]52;c;cm0=␇␍␊ש…      <1m",
      "  !zed         ● online  ios ●                                1970-01-01  fine                  <1m",
    ]
  `);
});

it('whatever strangers send, columns start where they start for everybody', () => {
  fc.assert(
    fc.property(strangers, fc.constantFrom(60, 80, 100, 130), (stranger, columns) => {
      const lines = drawLines(watchingBoth(stranger), columns, 12);
      const [heading = '', ...rows] = lines.slice(2, 5);
      const column = widthOf(heading.slice(0, heading.indexOf('LAST')));
      for (const row of rows) expect(fromColumn(row, column)).toMatch(/^1970-01-01/);
      const status = widthOf(heading.slice(0, heading.indexOf('STATUS')));
      for (const row of rows) expect(fromColumn(row, status)).toMatch(/^[●◆○?] /u);
    }),
    { numRuns: 80 },
  );
});

describe('whatever strangers send, no line holds anything harmful, and none is wider than the screen', () => {
  const harmless = (watching: Watching, columns: number, rows: number) => {
    const lines = drawLines(watching, columns, rows);
    expect(lines).toHaveLength(rows - 1);
    for (const line of lines) {
      expect(line).not.toMatch(HARMFUL);
      expect(widthOf(line)).toBeLessThanOrEqual(columns);
    }
  };
  const sizes = fc.constantFrom([40, 10], [60, 15], [80, 24], [100, 30]);

  it('in the table and the changes', () => {
    fc.assert(
      fc.property(strangers, strangers, sizes, (first, second, [columns = 0, rows = 0]) => {
        const watching = watchingBoth(first);
        watching.wait(30_000);
        const name = watching.state.settings.users[0] as string;
        watching.answer({ [name]: presence(second.devices, { ext: second.ext }) });
        harmless(watching, columns, rows);
      }),
      { numRuns: 40 },
    );
  });

  it('on the page of a user, and in dialogs about it', () => {
    fc.assert(
      fc.property(
        strangers,
        sizes,
        fc.constantFrom('user', 'set', 'subscribe', 'unsubscribe'),
        (stranger, [columns = 0, rows = 0], layer) => {
          const watching = watchingBoth(stranger);
          const index = watching.state.roster.indexOf('zed') === 0 ? 1 : 0;
          if (watching.state.selected !== index) watching.say({ type: 'move', by: 'row', direction: 1 });
          watching.say({ type: 'open', layer });
          harmless(watching, columns, rows);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('in the lists of changes, errors and subscriptions', () => {
    fc.assert(
      fc.property(
        strangers,
        texts,
        sizes,
        fc.constantFrom('change-list', 'errors', 'alerts', 'subscriptions'),
        (stranger, said, [columns = 0, rows = 0], layer) => {
          const watching = watchingBoth(stranger);
          const [name = ''] = watching.state.settings.users;
          watching.wait(30_000);
          watching.answer({ [name]: null });
          watching.wait(30_000);
          watching.fail({ ...failureOf('server', said), hint: said });
          const subscriptions = [stranger.uid, said].map((uid) => ({ uid, expiry: 1 }));
          watching.say({ type: 'sublist-read', askedAt: 0, subscriptions }, { type: 'open', layer });
          harmless(watching, columns, rows);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('in the filter, in what a failure says, and in what a write came to', () => {
    fc.assert(
      fc.property(texts, texts, sizes, (typed, said, [columns = 0, rows = 0]) => {
        const watching = new Watching(['zed']);
        watching.fail(failureOf('server', said));
        watching.say({ type: 'open', layer: 'filter' }, { type: 'edit', edit: { kind: 'insert', text: typed } });
        harmless(watching, columns, rows);
        watching.say({ type: 'refuse', reason: said });
        harmless(watching, columns, rows);
      }),
      { numRuns: 40 },
    );
  });
});

it('an ext of a megabyte and 3,000 devices are one row, and a page', () => {
  const crowd = Array.from({ length: 3000 }, (_, at) => [`d${at}`, '1'] as const);
  const watching = watchingBoth({ uid: 'crowd', ext: '你\u{1b}'.repeat(500_000), devices: crowd });
  const [row] = drawLines(watching, 100, 12).slice(3);
  expect(row).toMatch(/^▌ !crowd {6}● online {2}d0 ● d1 ● .* \+\d{4} +1970-01-01 {2}你␛你␛/u);
  watching.say({ type: 'open', layer: 'user' }, { type: 'move', by: 'end', direction: 1 });
  draw(watching, 100, 12);
  watching.say({ type: 'move', by: 'end', direction: 1 });
  expect(drawLines(watching, 100, 12).slice(2, 9).at(-1)).toContain(watching.state.settings.retrieveUrl);
});
