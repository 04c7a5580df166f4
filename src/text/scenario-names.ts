/** What may happen in the simulator, by the names that it knows. */
export const SCENARIO_NAMES = [
  ...(['calm', 'busy', 'flapping', 'never-seen', 'quirks', 'still', 'faulty', 'outage', 'throttled'] as const),
] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];
