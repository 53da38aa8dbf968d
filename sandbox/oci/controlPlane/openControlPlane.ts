import type { StateFolder } from '../../state/folder';
import {
  startControlPlane,
  type ControlPlane,
  type ControlPlaneOptions,
  type ControlPlaneState,
} from './controlPlane';

/**
 * A control plane that keeps its state in the folder, and runs again what was there. Each change is written at once: whoever is told
 * of a database finds it after a restart.
 */
export async function openControlPlane(
  folder: StateFolder,
  options: Omit<ControlPlaneOptions, 'state' | 'onChange'>,
): Promise<ControlPlane> {
  const text = folder.read(folder.controlPlane);
  const save = (state: ControlPlaneState): void => folder.write(folder.controlPlane, JSON.stringify(state));
  const controlPlane = await startControlPlane({
    ...options,
    onChange: save,
    ...(text !== undefined && { state: JSON.parse(text) as ControlPlaneState }),
  });
  save(controlPlane.state());
  return controlPlane;
}
