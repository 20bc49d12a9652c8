export type DrawingKind =
  | "mermaid"
  | "plantuml"
  | "d2"
  | "graphviz"
  | "drawio"
  | "excalidraw"
  | "svg"
  | "picture"
  /** Whatever else lies in the folder of the diagrams. */
  | "other";
