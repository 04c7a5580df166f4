import { Box, Text } from 'ink';
import { memo } from 'react';
import type { Line } from './lines.ts';
import { LOOKS } from './theme.ts';

/** One line of the screen; an empty one still takes its row. */
export const TextLine = memo(function TextLine({ line }: { readonly line: Line }) {
  return (
    <Box height={1} flexShrink={0}>
      <Text wrap="truncate-end">{line.length === 0 ? ' ' : <Spans line={line} />}</Text>
    </Box>
  );
});

/** The pieces of a line, each in its own look; goes inside a `Text`. */
export function Spans({ line }: { readonly line: Line }) {
  return line.map(({ text, style }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line have no identity but their place
    <Text key={at} {...LOOKS[style]}>
      {text}
    </Text>
  ));
}
