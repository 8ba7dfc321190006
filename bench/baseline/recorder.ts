import * as Module from 'module';
import { TerraformElement } from 'cdktf';

/** A provider, resource or data source that was made, and what its constructor was given. */
export interface Recorded {
  readonly module: string;
  readonly type: string;
  readonly element: TerraformElement;
  readonly config: { readonly [key: string]: unknown };
}

type Load = (this: unknown, request: string, ...rest: unknown[]) => unknown;
type Exports = { readonly [name: string]: unknown };

const PROVIDER = '@cdktf/provider-aws/lib/';

/** Hears of every element of the AWS provider that is made after it began to listen. */
export class Recorder {
  private readonly heard: Recorded[] = [];

  /** What was made, in order. */
  public get recorded(): readonly Recorded[] {
    return [...this.heard];
  }

  /** Listens to the classes of modules that are loaded from now on. */
  public listen(): void {
    const loader = Module as unknown as { _load: Load };
    const load = loader._load;
    const recorder = this;
    loader._load = function (request, ...rest) {
      const exported = load.call(this, request, ...rest);
      return request.startsWith(PROVIDER) ? recorder.overhear(request.slice(PROVIDER.length), exported as Exports) : exported;
    };
  }

  private overhear(module: string, exported: Exports): Exports {
    const classes = Object.entries(exported).map(([type, value]) => [type, typeof value === 'function' ? this.overheard(module, type, value as new () => object) : value]);
    return Object.fromEntries(classes) as Exports;
  }

  private overheard(module: string, type: string, heard: new () => object): unknown {
    return new Proxy(heard, {
      construct: (target, [scope, id, config = {}], caller) => {
        const made = Reflect.construct(target, [scope, id, config], caller) as object;
        if (TerraformElement.isTerraformElement(made)) {
          this.heard.push({ module, type, element: made, config });
        }
        return made;
      },
    });
  }
}
