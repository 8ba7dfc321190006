/** Labels or annotations. */
export type StringMap = Readonly<Record<string, string>>;

/** Metadata of an object whose name is given, never generated. */
export interface ObjectMeta {
  readonly name: string;
  /** @default - the object is not in a namespace */
  readonly namespace?: string;
  /** @default - none */
  readonly labels?: StringMap;
  /** @default - none */
  readonly annotations?: StringMap;
}

/** Metadata of a pod made from a template. */
export interface TemplateMeta {
  readonly labels: StringMap;
  /** @default - none */
  readonly annotations?: StringMap;
}

/** Objects by their labels; an empty selector takes all. */
export interface LabelSelector {
  readonly matchLabels?: StringMap;
}
