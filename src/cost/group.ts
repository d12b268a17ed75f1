/** What rows can be grouped and filtered by. */
export type Dimension =
  | 'cluster'
  | 'namespace'
  | 'controller'
  | 'pod'
  | 'container'
  | 'node'
  | `label:${string}`;
