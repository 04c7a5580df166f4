/** Texts about whose width terminals differ: an ideograph, an emoji of three joined by ZWJ, and a Greek letter (ambiguous in UAX #11). */
export const SAMPLES = { ideograph: '\u6f22', emoji: '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}', ambiguous: '\u03b1' } as const;

/** Columns that a terminal gave to each text; or that it never answered, or that it was not waited for. */
export type Measured = readonly number[] | 'silent' | 'stopped';

type Input = Pick<NodeJS.ReadStream, 'isRaw' | 'setRawMode' | 'on' | 'off' | 'pause'>;
type Output = Pick<NodeJS.WriteStream, 'write'>;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals answer begins with one.
const REPORT = /\u001b\[\d+;(\d+)R/g;
const CTRL_C = '\u0003';
const TO_MARGIN = '\r';
const ERASE = '\r\u001b[K';
const WHERE = '\u001b[6n';

/**
 * Asks a terminal how wide it draws texts: each is written at the left margin and the cursor's place asked for (`CSI 6 n`). The
 * line, on which nothing must stand, is empty again before anything can be answered, and the terminal is as it was when this
 * resolves, whatever the way out; ctrl-c interrupts the program as it does elsewhere.
 */
export function measureWidths(
  input: Input,
  output: Output,
  texts: readonly string[],
  patience: number,
  stop: AbortSignal,
): Promise<Measured> {
  return new Promise((resolve) => {
    let heard = '';
    const wasRaw = input.isRaw;

    const giveBack = () => {
      input.off('data', listen);
      input.setRawMode(wasRaw);
      input.pause();
    };
    const finish = (measured: Measured) => {
      clearTimeout(timer);
      stop.removeEventListener('abort', onStop);
      giveBack();
      resolve(measured);
    };
    const onStop = () => finish('stopped');
    const listen = (data: Buffer | string) => {
      heard += data.toString();
      if (heard.includes(CTRL_C)) {
        // Nothing goes on before the signal has been heard; the timer keeps the process from ending until then.
        giveBack();
        process.kill(process.pid, 'SIGINT');
        return;
      }
      const columns = [...heard.matchAll(REPORT)].map(([, column]) => Number(column) - 1);
      if (columns.length >= texts.length) finish(columns.slice(0, texts.length));
    };
    const timer = setTimeout(() => finish('silent'), patience);
    if (stop.aborted) return onStop();
    stop.addEventListener('abort', onStop);
    // Or what the terminal answers would be echoed, and held until Enter is pressed.
    input.setRawMode(true);
    input.on('data', listen);
    output.write(texts.map((text) => TO_MARGIN + text + WHERE).join('') + ERASE);
  });
}
