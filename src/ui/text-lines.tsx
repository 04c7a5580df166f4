import { Box, Text } from 'ink';
import { memo } from 'react';
import { countedText } from './column-stops.ts';
import type { Line } from './lines.ts';
import { type Look, painted } from './paint.ts';
import { lookOf } from './theme.ts';

/** One line of the screen; an empty one still takes its row. */
export const TextLine = memo(function TextLine({ line }: { readonly line: Line }) {
  return (
    <Box height={1} flexShrink={0}>
      <Text wrap="truncate-end">{line.length === 0 ? ' ' : inkText(line)}</Text>
    </Box>
  );
});

/** A line as Ink takes it: its pieces each in its own look, and all of them in another one beside. */
export function inkText(line: Line, beside: Look = {}): string {
  return line.map(({ text, style }) => painted(countedText(text), lookOf(style), beside)).join('');
}
