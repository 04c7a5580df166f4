/** Ways to colour the screen, by the names that the configuration knows. */
export const THEME_NAMES = ['auto', 'dark', 'light', 'mono'] as const;
export type ThemeName = (typeof THEME_NAMES)[number];
