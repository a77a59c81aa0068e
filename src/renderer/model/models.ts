/** All models of a window over one link. Made once; screens borrow from it, and what nobody looks at any more is let go. */
import type { MaintenanceId } from '../../core/ids.ts';
import type { Link } from '../link/link.ts';
import { type ControlsModel, createControlsModel } from './controls-model.ts';
import { createListsModel, type ListsModel } from './lists-model.ts';
import { createLogModel, type LogModel } from './log-model.ts';
import type { Frames } from './log-windows.ts';
import { createMaintenanceModel, type MaintenanceModel } from './maintenance-model.ts';
import { createMeModel, type MeModel } from './me-model.ts';
import { createWorkspaceModel, type WorkspaceModel } from './workspace-model.ts';

/** Everything a screen of one maintenance draws. */
export interface MaintenanceModels {
  readonly maintenance: MaintenanceModel;
  readonly log: LogModel;
  readonly controls: ControlsModel;
}

export interface Models {
  readonly link: Link;
  readonly me: MeModel;
  readonly workspace: WorkspaceModel;
  readonly lists: ListsModel;
  /** The same models for the same id for as long as it is among the last few asked for. */
  of(id: MaintenanceId): MaintenanceModels;
  end(): void;
}

/** Maintenances kept at hand: going back to one is instant, and a long session does not grow. */
const maintenancesAtHand = 4;

export function createModels(wire: Link, frames: Frames): Models {
  const byId = new Map<MaintenanceId, MaintenanceModels>();
  const link: Link = {
    ...wire,
    // A dialog that closes shows what it decided, not what stood there before: an answer is read once its event is folded.
    async ask(name, input) {
      const output = await wire.ask(name, input);
      const { id, seq } = toPlace(input, output);
      if (id !== undefined && seq !== undefined) await byId.get(id)?.maintenance.reached(seq);
      return output;
    },
  };
  // Made when a screen first wants them: before whoever follows is let in, they may ask for nothing.
  let me: MeModel | undefined;
  let workspace: WorkspaceModel | undefined;
  let lists: ListsModel | undefined;

  function letGo(id: MaintenanceId): void {
    byId.get(id)?.maintenance.end();
    byId.get(id)?.log.end();
    byId.delete(id);
  }

  return {
    link,
    get me() {
      me ??= createMeModel(link);
      return me;
    },
    get workspace() {
      workspace ??= createWorkspaceModel(link);
      return workspace;
    },
    get lists() {
      const isConsole = me?.getState().me?.kind === 'console';
      lists ??= isConsole ? createListsModel(link) : createListsModel(link, ['maintenances']);
      return lists;
    },
    of(id) {
      const models = byId.get(id) ?? {
        maintenance: createMaintenanceModel(wire, id),
        log: createLogModel(wire, id, frames),
        controls: createControlsModel(link),
      };
      // Last asked for stands last.
      byId.delete(id);
      byId.set(id, models);
      for (const oldest of byId.keys()) {
        if (byId.size <= maintenancesAtHand) break;
        letGo(oldest);
      }
      return models;
    },
    end() {
      me?.end();
      workspace?.end();
      lists?.end();
      for (const id of [...byId.keys()]) letGo(id);
    },
  };
}

/** Where in which journal an answer stands, for those that say it. */
function toPlace(input: object, output: unknown): { readonly id?: MaintenanceId; readonly seq?: number } {
  const id = (input as { readonly maintenance?: MaintenanceId }).maintenance;
  const seq = (output as { readonly seq?: unknown } | undefined)?.seq;
  return { ...(id === undefined ? {} : { id }), ...(typeof seq === 'number' ? { seq } : {}) };
}

/** Before the next frame the screen draws; a window that is hidden pulls nothing. */
export function screenFrames(): Frames {
  return (call) => {
    const frame = requestAnimationFrame(call);
    return () => cancelAnimationFrame(frame);
  };
}
