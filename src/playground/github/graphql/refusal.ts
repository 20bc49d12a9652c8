/** An error that GitHub puts into `errors` with a type of its own; the field becomes null. */
export class GraphqlRefusal extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** The document asks for something that GitHub has and the stand-in has not. */
export class NotImplemented extends Error {}
