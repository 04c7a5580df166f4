import { renderToString, Text } from 'ink';

/** Ink keeps the sizes of the texts that it measured last: it forgets the older half whenever the newer one has so many. */
const HALF = 4096;
const LINES = 64;

/** Makes what Ink remembers of texts the same as after every other call of this, so that it does not blur what is measured. */
export function evenOutInkCaches(): void {
  // The first pass fills the newer half up; the second finds all of the texts and makes them the older one.
  for (let pass = 0; pass < 2; pass++) {
    for (let from = 0; from < HALF; from += LINES) {
      const texts = Array.from({ length: LINES }, (_, line) => `text ${from + line}`);
      renderToString(texts.map((text) => <Text key={text}>{text}</Text>));
    }
  }
}
