import type { Construct } from 'constructs';
import { AdapterProps, LoraRoom, requireAdapter, requireAdapterName } from './lora';
import { kebab } from '../../core/names';
import type { MirroredAdapter } from '../../core/rendered';
import { requireText } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import type { AdapterRequest } from '../../target/engine-request';
import { storePath } from '../../target/model-path';

/** The adapters of one pool, in order of their addition. */
export class Adapters {
  private readonly added: AdapterRequest[] = [];

  /** @param servedName name that the model itself is served by */
  constructor(private readonly room: LoraRoom | undefined, private readonly servedName: string, private readonly scope: Construct) {}

  /** All that were added. */
  public get all(): readonly AdapterRequest[] {
    return [...this.added];
  }

  /** Adds one, and says what must lie in the zone's store for it. */
  public add(id: string, props: AdapterProps): Omit<MirroredAdapter, 'destination'> & { readonly path: string } {
    requireText('id', id, this.scope);
    requireAdapter(props, this.roomFor(id), this.scope);
    const name = props.name ?? kebab(id);
    requireAdapterName(name, [this.servedName, ...this.added.map((adapter) => adapter.name)], this.scope);
    const { rank, repository, revision } = props;
    const path = props.path ?? storePath({ repository: repository!, revision });
    this.added.push({ name, path, rank });
    return { name, path, ...(repository !== undefined && { repository, revision: revision ?? 'main' }) };
  }

  private roomFor(id: string): LoraRoom {
    if (this.room === undefined) {
      const remedy = "give the pool 'lora', such as { maxLoras: 4, maxLoraRank: 16 }: the memory verdict must count with adapters before there is one";
      throw new ValidationError({ code: 'NoRoomForAdapters', prop: 'id', value: id, rule: 'is an adapter of a pool that keeps no room for adapters', remedy }, this.scope);
    }
    return this.room;
  }
}
