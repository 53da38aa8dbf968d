export { controlClient, type ControlClient } from './control/client';
export { SandboxError } from './errors';
export { startSandbox, type Sandbox } from './sandbox';
export { sandboxEnvironment, toShell } from './state/environment';
export { StateFolder, stateFolderPath } from './state/folder';
export { readRunning, type Running } from './state/running';
export { loadSettings, type Settings } from './state/settings';
export { startDaemon, stopDaemon, type StartOptions } from './cli/daemonControl';
