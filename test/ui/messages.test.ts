import { describe, expect, it } from 'vitest';
import { drawLines, team } from '../helpers/drawing.tsx';
import { answerOf, failureOf, presence, START, Watching } from '../helpers/watching.ts';

const NO_CONNECTION = {
  ...failureOf('network', 'connect ECONNREFUSED 127.0.0.1:8089'),
  hint: 'Check the host and that it answers.',
};

function inTrouble(): Watching {
  const watching = team();
  watching.wait(30_000);
  watching.fail(NO_CONNECTION, 30_000);
  return watching;
}

/** The lines between the table, or the changes, and the footer. */
function messages(watching: Watching, columns: number, rows: number, most = 2): string[] {
  return drawLines(watching, columns, rows).slice(-1 - most, -1);
}

it('when all is well there is one empty line', () => {
  expect(messages(team(), 80, 24, 1)).toEqual(['']);
});

describe('a trouble', () => {
  it('says on one wide line what, since when, when it is tried again, and what to do', () => {
    expect(messages(inTrouble(), 130, 24, 1)).toEqual([
      ' connect ECONNREFUSED 127.0.0.1:8089 · since 22:14:20 · again at 22:14:50 · Check the host and that it answers.',
    ]);
  });

  it('takes two lines where there is room for them', () => {
    expect(messages(inTrouble(), 80, 24)).toEqual([
      ' connect ECONNREFUSED 127.0.0.1:8089',
      ' since 22:14:20 · again at 22:14:50 · Check the host and that it answers.',
    ]);
  });

  it('on a low screen has one, where the cause matters more than the advice', () => {
    expect(messages(inTrouble(), 80, 12)).toEqual([
      '',
      ' connect ECONNREFUSED 127.0.0.1:8089 · since 22:14:20 · again at 22:14:50',
    ]);
  });

  it('at 60 columns still says when it is tried again', () => {
    expect(messages(inTrouble(), 60, 15, 1)).toEqual([' connect ECONNREFUSED 127.0.0.1:8089 · again at 22:14:50']);
  });

  it('at 40 columns says what, and when it is tried again', () => {
    expect(messages(inTrouble(), 40, 10, 1)).toEqual([' connect ECONNREFUS… · again at 22:14:50']);
  });

  it('that goes on at the usual pace names no time', () => {
    const watching = team();
    watching.wait(30_000);
    watching.fail(failureOf('rejected', 'too many get presences'));
    expect(messages(watching, 80, 12, 1)[0]).toMatch(/^ too many get presences · since 22:14:20 · what to do/);
  });

  it('of one user while others are answered names the user', () => {
    const watching = new Watching(['carol', 'dave'], { callsPerSecond: 50 });
    const failure = failureOf('rejected', 'retrieve: the server answered 400');
    for (let call = 0; call < 3; call++, watching.wait(100)) {
      if (watching.asked[0]?.names.includes('carol')) watching.fail(failure);
      else watching.answer();
    }
    expect(messages(watching, 80, 12, 1)[0]).toMatch(/^ carol: retrieve: the server answered 400 · since 22:13:20 · what to do/);
  });

  it('of the subscriptions shows when there is no other', () => {
    const watching = team();
    watching.say({ type: 'sublist-failed', askedAt: 0, failure: failureOf('not-found', 'no such user'), wait: 10_000 });
    expect(messages(watching, 100, 12, 1)[0]).toMatch(/^ no such user · since 22:13:50 · again at 22:14:00/);
    watching.wait(30_000);
    watching.fail(NO_CONNECTION, 1000);
    expect(messages(watching, 100, 12, 1)[0]).toMatch(/^ connect ECONNREFUSED/);
  });

  it('of the token says until when the present one works, and goes when it is renewed', () => {
    const watching = team();
    const trouble = { failure: failureOf('network', 'token: no answer'), retryIn: 60_000, worksFor: 11 * 3_600_000 };
    watching.say({ type: 'token', trouble });
    expect(messages(watching, 130, 12, 1)[0]).toBe(
      ' the token could not be renewed: token: no answer; it still works until 11-15 09:13 · since 22:13:50 · again at 22:14:50',
    );
    expect(messages(watching, 80, 24)).toEqual([
      ' the token could not be renewed: token: no an…; it still works until 11-15 09:13',
      ' since 22:13:50 · again at 22:14:50 · what to do about network',
    ]);
    expect(messages(watching, 60, 15, 1)).toEqual([' the token could not be renewed: token:… · again at 22:14:50']);
    watching.wait(60_000);
    watching.say({ type: 'token', trouble: { ...trouble, worksFor: 60_000 } });
    expect(messages(watching, 130, 12, 1)[0]).toContain('until 22:15 · since 22:13:50 · again at 22:15:50');
    watching.say({ type: 'token', trouble: null });
    expect(messages(watching, 80, 24, 1)).toEqual(['']);
  });

  it('of the token gives way to one of the calls, and comes before one of the subscriptions', () => {
    const watching = team();
    watching.say({ type: 'sublist-failed', askedAt: 0, failure: failureOf('not-found', 'no such user'), wait: 10_000 });
    watching.say({ type: 'token', trouble: { failure: failureOf('network', 'no answer'), retryIn: 60_000, worksFor: 0 } });
    expect(messages(watching, 100, 12, 1)[0]).toMatch(/^ the token could not be renewed: no answer · since/);
    watching.wait(30_000);
    watching.fail(NO_CONNECTION, 1000);
    expect(messages(watching, 100, 12, 1)[0]).toMatch(/^ connect ECONNREFUSED/);
  });

  it('of clocks that differ says by how much, as long as they do', () => {
    const watching = team();
    const answered = (clockError: number) => {
      watching.wait(30_000);
      const sequence = watching.asked.at(-1)?.sequence ?? 0;
      const at = { sentAt: START + watching.now, receivedAt: START + watching.now };
      watching.say({ type: 'retrieved', sequence, answer: answerOf({}), ...at, clockError });
    };
    answered(59_000);
    expect(messages(watching, 130, 12, 1)).toEqual(['']);
    answered(-7 * 3_600_000 - 20_000);
    expect(messages(watching, 130, 12, 1)[0]).toMatch(
      /^ the clock of the server is 7h behind the one here · since 22:14:50 · LAST CHANGE is a time of the server: read/,
    );
    answered(3 * 3_600_000 + 1000);
    expect(messages(watching, 130, 12, 1)[0]).toContain('is 3h ahead of the one here · since 22:14:50');
    answered(0);
    expect(messages(watching, 130, 12, 1)).toEqual(['']);
  });

  it('ends with the next answer', () => {
    const watching = inTrouble();
    watching.wait(30_000);
    watching.answer();
    expect(messages(watching, 80, 24, 1)).toEqual(['']);
  });
});

describe('a notice', () => {
  it('says why a key did nothing, before any trouble, until the next key', () => {
    const watching = inTrouble();
    watching.say({ type: 'refuse', reason: 'no user is selected' });
    expect(messages(watching, 80, 12, 1)).toEqual([' no user is selected']);
    watching.say({ type: 'move', by: 'row', direction: 1 });
    expect(messages(watching, 80, 12, 1)[0]).toContain('ECONNREFUSED');
  });

  it('says that a write is under way, then what came of it', () => {
    const watching = team();
    watching.say({ type: 'open', layer: 'unsubscribe' }, 'confirm');
    expect(messages(watching, 80, 12, 1)).toEqual([' unsubscribing from alice …']);
    watching.wrote();
    expect(messages(watching, 80, 12, 1)).toEqual([' unsubscribed from alice']);
  });

  it('of a write that failed says why, and what to do on a line of its own', () => {
    const watching = team();
    watching.say({ type: 'open', layer: 'unsubscribe' }, 'confirm');
    watching.wrote([
      {
        failure: {
          ...failureOf('forbidden', 'the server refused it: forbidden_op'),
          hint: 'Ask whoever gave you the token for the right to write.',
        },
      },
    ]);
    expect(messages(watching, 80, 24)).toEqual([
      ' not done: unsubscribing from alice: the server refused it: forbidden_op',
      ' Ask whoever gave you the token for the right to write.',
    ]);
  });

  describe('of a write that was read back', () => {
    const LOST = { failure: failureOf('timeout', 'set: no complete answer within 10 s'), unclear: true };

    /** Alice's status was to be set to 1, and the answer got lost. */
    function lost(): Watching {
      const watching = team();
      watching.say({ type: 'open', layer: 'set' }, 'confirm');
      watching.wrote([LOST]);
      return watching;
    }

    it.each([
      [130, 24, ' reading back whether it was done: setting alice android_1 to 1 … · set: no complete answer within 10 s'],
      [60, 15, ' reading back whether it was done: setting alice android_1 …'],
      [40, 10, ' reading back whether it was done: sett…'],
    ])('at %i×%i says first that it is read back', (columns, rows, line) => {
      expect(messages(lost(), columns, rows, 1)[0]).toBe(line);
    });

    it.each([
      [60, 15, ' unknown: setting alice android_1 to 1: set: no complete an…'],
      [40, 10, ' unknown: setting alice android_1 to 1:…'],
    ])('at %i×%i the verdict stands first', (columns, rows, line) => {
      const watching = lost();
      watching.wait(60_000);
      expect(messages(watching, columns, rows, 1)[0]).toBe(line);
    });

    it('where there is room, the verdict is followed by why, and what to do', () => {
      const watching = lost();
      watching.wait(60_000);
      expect(messages(watching, 100, 24)).toEqual([
        ' unknown: setting alice android_1 to 1: set: no complete answer within 10 s; no answer came in time',
        ' r re-retrieves alice',
      ]);
    });

    it('names of strangers in the advice are made harmless', () => {
      const watching = new Watching(['ali\u001bce']);
      watching.answer({ 'ali\u001bce': presence({ ios: '1' }, { ext: 'x' }) });
      watching.say({ type: 'open', layer: 'set' }, 'confirm');
      watching.wrote([LOST]);
      watching.wait(60_000);
      expect(messages(watching, 100, 24)[1]).toBe(' r re-retrieves ali␛ce');
    });
  });

  it('is cut to the screen', () => {
    const watching = team();
    watching.say({ type: 'refuse', reason: 'another change is still on its way: wait for its answer' });
    expect(messages(watching, 40, 10, 1)).toEqual([' another change is still on its way: wa…']);
  });
});
