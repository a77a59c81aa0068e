/** The door pipelines come to with a token. `link` opens it; here stands what the desk needs of it. */
import type { GateListenerView } from '../../../contract/gate-shapes.ts';
import type { GateListener } from '../../../core/gate/listener.ts';
import type { Failure, Result } from '../../../core/result.ts';

export type GateDoorStanding = GateListenerView['standing'];

export interface GateDoor {
  readonly standing: GateDoorStanding;
  /** Opens it, instead of one that is open. Where that fails, whatever was open stays so. */
  open(listener: GateListener): Promise<Result<void, Failure<'port-taken' | 'address-unusable'>>>;
  close(): Promise<void>;
}
