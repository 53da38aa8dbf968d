import { Saver } from './saver';
import type { StateFolder } from './state/folder';

/** A service that keeps its state in a file of the folder, and is there again after a restart. */
export interface KeptService<Service> {
  readonly service: Service;
  /** Writes the state now. */
  save(): void;
  /** Saves and stops. */
  close(): Promise<void>;
}

/** Starts a service with the state that its file holds, if there is one. */
export async function openKept<State, Service extends { state(): State; close(): Promise<void> }>(
  folder: StateFolder,
  file: string,
  start: (kept: { readonly state?: State; readonly onChange: () => void }) => Promise<Service>,
): Promise<KeptService<Service>> {
  const text = folder.read(file);
  const saver = new Saver(() => folder.write(file, JSON.stringify(service.state())));
  const service = await start({
    onChange: () => saver.request(),
    ...(text !== undefined && { state: JSON.parse(text) as State }),
  });
  const save = (): void => {
    saver.request();
    saver.flush();
  };
  return {
    service,
    save,
    close: async () => {
      await service.close();
      save();
    },
  };
}
