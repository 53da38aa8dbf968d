import { describeLifecycle } from './providers/lifecycle';

describeLifecycle('entra');
